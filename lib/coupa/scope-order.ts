/** The order of Coupa's form: `_` before `.`, core first, then the identity scopes, then other services (two live lists agree). */
export function compareScopes(a: string, b: string): number {
  const groups = groupOf(a) - groupOf(b);
  if (groups !== 0) return groups;
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const groupOf = (scope: string) => (scope.startsWith('core.') ? 0 : scope.includes('.') ? 2 : 1);
/** In ASCII `_` stands behind `.`; a blank stands before both. */
const sortKey = (scope: string) => scope.replaceAll('_', ' ');
