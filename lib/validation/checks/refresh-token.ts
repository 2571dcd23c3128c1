import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

type Words = Pick<Check, 'title' | 'state' | 'evidence'>;

/** A refresh token comes with the authorization code and `offline_access`, and never with client credentials. */
export function checkRefreshToken(input: ValidationInput, granted: readonly string[] | null): Check {
  const isExpected =
    input.requestedScopes.includes('offline_access') || granted?.includes('offline_access') === true;
  const words =
    input.grantType === 'client_credentials'
      ? forClientCredentials(input.hasRefreshToken)
      : forAuthorizationCode(input.hasRefreshToken, isExpected);
  return settledCheck('token', input.clock.now(), { id: 'refresh-token', ...words });
}

function forClientCredentials(hasRefreshToken: boolean): Words {
  if (!hasRefreshToken) {
    return {
      title: 'No refresh token, as the rule for client credentials says',
      state: 'passed',
      evidence: 'A new token comes from Client ID and Client secret',
    };
  }
  return {
    title: 'A refresh token came, which client credentials should not bring',
    state: 'limited',
    evidence: 'Renewal does not need it: a new token comes from Client ID and Client secret',
  };
}

function forAuthorizationCode(hasRefreshToken: boolean, isExpected: boolean): Words {
  if (hasRefreshToken && isExpected) {
    return {
      title: 'Refresh token came, as `offline_access` promises',
      state: 'passed',
      evidence: `It renews the token for ${REFRESH_TOKEN_LIFETIME_DAYS} days, then a person signs in again`,
    };
  }
  if (hasRefreshToken) {
    return {
      title: 'A refresh token came without `offline_access`',
      state: 'limited',
      evidence: 'The rule says none should. Renewal uses it while it works',
    };
  }
  return {
    title: 'No refresh token: a person signs in again every 24 hours',
    state: 'limited',
    evidence: isExpected
      ? '`offline_access` is in the scopes, but no refresh token came with the answer'
      : '`offline_access` was not requested, and only that brings one',
  };
}
