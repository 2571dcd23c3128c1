import { z } from 'zod';

/** What is kept of a report: which rule, and places without query, so that nothing of a page's address or content is in it. */
export interface PolicyViolation {
  directive: string;
  blocked: string;
  page: string;
}

const text = z.string().max(4000).default('');
/** The Reporting API sends a list, the older `report-uri` one object; both say more than we keep. */
const newer = z.array(
  z.object({
    type: z.string(),
    body: z.object({ effectiveDirective: text, blockedURL: text, documentURL: text }),
  }),
);
const older = z.object({
  'csp-report': z.object({ 'effective-directive': text, 'blocked-uri': text, 'document-uri': text }),
});

/** The violations in a report's JSON; none when it has another shape. */
export function readPolicyViolations(json: unknown): PolicyViolation[] {
  const list = newer.safeParse(json);
  if (list.success)
    return list.data
      .filter(({ type }) => type === 'csp-violation')
      .map(({ body }) => violation(body.effectiveDirective, body.blockedURL, body.documentURL));
  const { success, data } = older.safeParse(json);
  if (!success) return [];
  const report = data['csp-report'];
  return [violation(report['effective-directive'], report['blocked-uri'], report['document-uri'])];
}

const violation = (directive: string, blocked: string, page: string): PolicyViolation => ({
  directive: /^[a-z-]{1,40}$/.test(directive) ? directive : 'unknown',
  blocked: placeOf(blocked, ({ origin, protocol }) => (origin === 'null' ? protocol : origin)),
  page: placeOf(page, ({ pathname }) => pathname),
});

/** A keyword such as `inline`, or a part of an address; nothing that was made to look like a line of the log. */
function placeOf(given: string, part: (url: URL) => string): string {
  if (/^[a-z-]{1,40}$/.test(given)) return given;
  const url = URL.parse(given);
  return url ? part(url).slice(0, 200) : 'unknown';
}
