/** As on Coupa's consent page: `core.requisition_assignment.read` is "Requisition Assignment Read", `openid` is "OpenID". */
export function scopeTitle(scope: string): string {
  if (scope === 'openid') return 'OpenID';
  const words = scope.includes('.') ? scope.split('.').slice(1).join(' ') : scope;
  return words
    .replaceAll('_', ' ')
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

const FIRST = ['openid', 'profile', 'offline_access'];

/** The identity scopes come first there, in this order; the rest follows as requested. */
export const inConsentOrder = (scopes: readonly string[]) => [
  ...FIRST.filter((scope) => scopes.includes(scope)),
  ...scopes.filter((scope) => !FIRST.includes(scope)),
];
