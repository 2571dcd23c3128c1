import { asCode } from '@/lib/coupa/marked';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Only where an ID token came or was to be expected; otherwise there is no line about it. */
export function checkIdToken(input: ValidationInput, granted: readonly string[] | null): Check[] {
  const { idToken, requestedScopes, clock } = input;
  const isExpected = requestedScopes.includes('openid') || granted?.includes('openid') === true;
  const line = (state: Check['state'], title: string, evidence: string) => [
    settledCheck('token', clock.now(), { id: 'id-token', title, state, evidence }),
  ];
  if (idToken?.present && idToken.verified) {
    return line('passed', 'ID token verified', 'Signed with a key that this instance publishes');
  }
  if (idToken?.present) {
    const evidence = idToken.otherIssuer
      ? `The discovery document of this instance names the issuer ${asCode(idToken.otherIssuer)} and not ${asCode(input.instanceUrl)}, so its keys are not used`
      : 'This instance publishes no keys, so nobody outside Coupa can check it';
    return line('not-tried', 'Signature not verified', evidence);
  }
  if (!isExpected) return [];
  const evidence =
    input.grantType === 'client_credentials'
      ? 'Client credentials sign nobody in, so there is nobody to name'
      : '`openid` was requested. Nothing here needs the ID token';
  return line('not-tried', 'No ID token came', evidence);
}
