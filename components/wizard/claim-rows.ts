/** What a token says of itself, as lines. It comes from outside and is not trusted: cut, and without characters that turn text around. */
export interface ClaimRow {
  term: string;
  text: string;
  /** Set for instants, in place of the text. ISO 8601. */
  at?: string;
}

const KNOWN: Record<string, string> = {
  iss: 'Issuer (iss)',
  aud: 'For (aud)',
  sub: 'Acts as (sub)',
  iat: 'Issued (iat)',
  nbf: 'Not before (nbf)',
  exp: 'Ends (exp)',
  scope: 'scope',
};

/** NumericDate: seconds since 1970 (RFC 7519 §2). */
const INSTANTS = ['iat', 'nbf', 'exp'];
/** The last instant that a Date can hold, in seconds. */
const MAX_SECONDS = 8_640_000_000_000;
const MAX_LENGTH = 4000;

/** Registered claims first in the order of RFC 7519 and RFC 9068, then the others by name. */
export function claimRows(claims: Record<string, unknown>): ClaimRow[] {
  const known = Object.keys(KNOWN).filter((name) => name in claims);
  const others = Object.keys(claims)
    .filter((name) => !Object.hasOwn(KNOWN, name))
    .sort();
  return [...known, ...others].map((name) => toRow(name, claims[name]));
}

function toRow(name: string, value: unknown): ClaimRow {
  const term = KNOWN[name] ?? plain(name);
  const isInstant = INSTANTS.includes(name) && typeof value === 'number' && Math.abs(value) <= MAX_SECONDS;
  if (isInstant) return { term, text: String(value), at: new Date(value * 1000).toISOString() };
  return { term, text: plain(textOf(value)) };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(' ');
  return JSON.stringify(value);
}

function plain(text: string): string {
  const oneLine = text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
  return oneLine.length > MAX_LENGTH ? `${oneLine.slice(0, MAX_LENGTH)}…` : oneLine;
}
