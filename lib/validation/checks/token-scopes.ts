import { countOf, listAsCode } from '@/lib/coupa/marked';
import type { GrantedScopes } from '@/lib/validation/granted-scopes';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Scopes in the token against those requested. */
export function checkTokenScopes(input: ValidationInput, granted: GrantedScopes): Check {
  const line = (state: Check['state'], title: string, evidence: string) =>
    settledCheck('token', input.clock.now(), { id: 'token-scopes', title, state, evidence });
  if (!granted.scopes) {
    const evidence = 'It has no readable `scope` claim, and the answer named none';
    return line('not-tried', 'The token does not say which scopes it carries', evidence);
  }
  const carried = granted.scopes;
  if (carried.length === 0)
    return line('limited', 'The token carries no scope at all', 'Its `scope` is empty');
  if (input.scopeSource === 'from_token') {
    const evidence = 'Asked without `scope`: that is everything ticked on the client';
    return line('passed', `The token carries ${countOf(carried.length, 'scope')}`, evidence);
  }
  const missing = input.requestedScopes.filter((scope) => !carried.includes(scope));
  const extra = carried.filter((scope) => !input.requestedScopes.includes(scope));
  const also = extra.length > 0 ? `Not asked for, yet granted: ${listAsCode(extra)}` : null;
  if (missing.length > 0) {
    const evidence = [`Missing: ${listAsCode(missing)}`, also].filter(Boolean).join('. ');
    return line('limited', `${countOf(missing.length, 'requested scope')} missing in the token`, evidence);
  }
  const where = granted.source === 'token' ? 'By the `scope` claim of the token' : 'By `scope` of the answer';
  return line('passed', 'The token carries every requested scope', also ?? where);
}
