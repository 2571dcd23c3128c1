const SERVICES = 'core|travel_booking|treasury|riskassess|quality_collaboration|csp|ccw';
const RIGHTS = 'read_write|read|write|create|delete|bypass';
const IDENTITY = 'offline_access|openid|profile|email|login';

/** `scope=…`, `"scopes": […]`: the value up to the next parameter, quote or name. */
const NAMED_VALUE =
  /(?:^|[?&\s"'{,;])scopes?["']?\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|\[([^\]]*)\]|([^&"']*?)(?=[&"']|\n\s*[\w-]+\s*[=:]|$))/gi;
/** "OIDC scopes", as the list is headed on the client's page. */
const HEADING = /^[ \t]*(?:oidc[ \t]+)?scopes?\b(?!["']?\s*[=:])[ \t*]*/gim;
const SCOPE_IN_PROSE = new RegExp(`\\b(?:${SERVICES})\\.[a-z0-9_.]+\\b`, 'gi');

/** Two scopes without a separator between them, as when two lines were joined by hand. */
const GLUED = new RegExp(
  `(\\.(?:${RIGHTS})|\\b(?:${IDENTITY}))(?=(?:${SERVICES})\\.|(?:${IDENTITY})(?![a-z0-9_.]))`,
  'gi',
);
/** `core. invoice.read` and `core.invoice .read`; not `core.invoice.read. core.item.read`. */
const BLANK_BEFORE_DOT = /([a-z0-9_])[ \t]+\.(?=[a-z])/gi;
const BLANK_AFTER_DOT = new RegExp(
  `(?<!\\.(?:${RIGHTS}))\\.[ \\t]+(?=[a-z0-9_.]*\\.?(?:${RIGHTS})\\b)`,
  'gi',
);

/** What follows a scope on its line and explains it: a dash or colon with words, or words beginning with a capital. */
const EXPLANATION = new RegExp(
  `^(.*?\\.(?:${RIGHTS})|\\W*(?:${IDENTITY}))[\`"']*((?:\\s+[-–—:#]|:)\\s.*|\\s+[A-Z].*)$`,
);
const IN_BRACKETS = /\([^()\n]*\)/g;
const ONLY_IDENTITY = new RegExp(`^(?:\\W*\\b(?:${IDENTITY})\\b)+\\W*$`, 'i');

/** The pieces of a paste that may be scopes, as written. What surely is none (a URL, numbers of a list, ticks) is left out. */
export function splitScopes(text: string): string[] {
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(HEADING, '');
  return withoutBrackets(decode(valuesOnly(plain)))
    .split(/[\n,;|]/)
    .flatMap((line) => joinAndSplit(withoutExplanation(line)).split(/[\s+]+/))
    .map(withoutSurroundings)
    .filter((piece) => piece !== '' && !/^\d+$/.test(piece));
}

/** In a script or a URL only the value of `scope` counts, and what else is plainly a scope. */
function valuesOnly(text: string): string {
  const values = [...text.matchAll(NAMED_VALUE)];
  if (values.length === 0) return text;
  const around = text.replace(NAMED_VALUE, '\n').match(SCOPE_IN_PROSE) ?? [];
  return [
    ...values.map(([, double, single, list, bare]) => double ?? single ?? list ?? bare ?? ''),
    ...around,
  ].join('\n');
}

const decode = (text: string) =>
  text
    .replace(/%(?:20|09|0a|0d|2b|22|27)/gi, ' ')
    .replace(/%2c/gi, ',')
    .replace(/%2e/gi, '.')
    .replace(/%5f/gi, '_');

const hasScopes = (text: string) => text.search(SCOPE_IN_PROSE) >= 0 || ONLY_IDENTITY.test(text);

const withoutBrackets = (text: string) =>
  text.replace(IN_BRACKETS, (inside) => (hasScopes(inside) ? inside : ''));

function withoutExplanation(line: string): string {
  const [, scope, explanation] = EXPLANATION.exec(line) ?? [];
  return scope === undefined || hasScopes(explanation ?? '') ? line : scope;
}

const joinAndSplit = (line: string) =>
  line.replace(BLANK_BEFORE_DOT, '$1.').replace(BLANK_AFTER_DOT, '.').replace(GLUED, '$1 ');

/** Quotes, brackets, bullets, ticks and the numbers of a list; stars and hyphens inside a piece stay. */
const withoutSurroundings = (piece: string) =>
  piece
    .replace(/^(?:\d+[.)]|\[[ x✓]?\])(?=\D|$)/i, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}*]+$/u, '');
