import catalogue from '../../lib/coupa/coupa-scopes.json' with { type: 'json' };

export interface Scope {
  name: string;
  description: string;
  /** As in Coupa's scope page: `Group: Action`. */
  permissions: string[];
  /** A path of this instance that answers to this scope, if one is known. */
  probePath: string | null;
}

/** Their clients are made elsewhere (Supplier Portal, Contingent Workforce), so the form does not offer them. */
const MADE_ELSEWHERE = new Set(['csp', 'ccw']);

/** `_` sorts before `.` on Coupa's form, and `core.*` comes first. */
const sortKey = (name: string) =>
  `${name.startsWith('core.') ? 0 : 1}${name.replaceAll('_', '\u0001').replaceAll('.', '\u0002')}`;
const byForm = (left: Scope, right: Scope) => (sortKey(left.name) < sortKey(right.name) ? -1 : 1);

/** Identity scopes follow `core.*` and precede the other services. */
const IDENTITY = ['email', 'login', 'offline_access', 'openid', 'profile'];

function readScopes(): Scope[] {
  const known = catalogue
    .filter((entry) => !MADE_ELSEWHERE.has(entry.product))
    .map((entry) => ({
      name: entry.scope,
      description: entry.description,
      permissions: entry.permissions,
      probePath: entry.probe?.path.startsWith('/api/') ? entry.probe.path : null,
    }))
    .sort(byForm);
  const isIdentity = (scope: Scope) => IDENTITY.includes(scope.name);
  const isCore = (scope: Scope) => scope.name.startsWith('core.');
  return [
    ...known.filter(isCore),
    ...known.filter(isIdentity),
    ...known.filter((scope) => !isCore(scope) && !isIdentity(scope)),
  ];
}

/** Every scope of this instance, in the order of Coupa's client form. */
export const SCOPES: readonly Scope[] = readScopes();
export const SCOPE_NAMES: readonly string[] = SCOPES.map((scope) => scope.name);

const byName = new Map(SCOPES.map((scope) => [scope.name, scope]));
export const findScope = (name: string) => byName.get(name);

/** "core.purchase_order.read" becomes "Purchase Order Read", as on Coupa's consent page. */
export function titleOfScope(name: string): string {
  if (name === 'openid') return 'OpenID';
  const parts = name.split('.');
  const words = (parts.length > 1 ? parts.slice(1) : parts).join('_').split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** The consent page lists these first; the rest follows as requested. */
const CONSENT_FIRST = ['openid', 'profile', 'offline_access'];
export function orderForConsent(names: readonly string[]): string[] {
  return [
    ...CONSENT_FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !CONSENT_FIRST.includes(name)),
  ];
}

/** Blank-separated names; doubled blanks are harmless at Coupa. */
export const splitScopes = (text: string | undefined) => (text ?? '').split(/\s+/).filter(Boolean);
