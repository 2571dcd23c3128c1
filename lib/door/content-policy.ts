/** For answers that are data: nothing in them may load, run or be framed. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Where browsers report what a page tried against its policy. */
const REPORTS_PATH = '/api/csp-reports';
/** Value of `Reporting-Endpoints`, which gives `report-to csp` its address. */
export const REPORTING_ENDPOINTS = `csp="${REPORTS_PATH}"`;

/** The Content-Security-Policy of one answer: of a page with its nonce, or of data with null. */
export function contentPolicy(nonce: string | null, isDevelopment: boolean): string {
  if (nonce === null) return NOTHING;
  return [
    "default-src 'self'",
    // The development server evaluates code, sets styles from scripts and talks over a WebSocket.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    // The older way of reporting too: not every browser knows the newer one.
    `report-uri ${REPORTS_PATH}`,
    'report-to csp',
  ].join('; ');
}
