import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { checkSecretByContrast, checkSecretByToken, type SecretCheck } from '@/lib/oauth/check-client-secret';
import type { RotationProof } from '@/lib/rotation/data';

interface Asked {
  account: AccountRecord;
  token: TokenRecord;
  clientSecret: string;
}

/**
 * Asks Coupa whether it accepts a secret for this account, by a request that spends no refresh token.
 * @throws AppError when Coupa says nothing of the secret: out of reach, in trouble, asking to wait
 */
export async function checkSecret(
  { outbound, clock }: AuthorizeContext,
  { account, token, clientSecret }: Asked,
): Promise<SecretCheck> {
  const { clientId, clientAuthMethod, instanceUrl } = account;
  const isKnown = clientAuthMethod !== null && clientAuthMethod !== 'none';
  const client = { clientId, clientSecret, ...(isKnown && { authMethod: clientAuthMethod }) };
  if (account.grantType === 'client_credentials') {
    const endpoints = deriveEndpoints(instanceUrl);
    return checkSecretByToken({ endpoints, client, outbound, clock, scopes: token.requestedScopes });
  }
  const endpoints = await findEndpoints(instanceUrl, outbound);
  return checkSecretByContrast({ endpoints, client, outbound, clock });
}

/** What is kept of an answer. */
export function toProof(check: SecretCheck, { account, clientSecret }: Asked, now: Date): RotationProof {
  const trace = check.outcome === 'accepted' ? check.trace : check.error.trace;
  const error = trace?.error ?? (check.outcome === 'accepted' ? undefined : check.error.code);
  return {
    outcome: check.outcome,
    ...(check.outcome === 'accepted' && { how: check.how }),
    ...(trace?.status !== undefined && { status: trace.status }),
    ...(error !== undefined && { error }),
    secretLength: clientSecret.length,
    at: now.toISOString(),
    credentialsVersion: account.credentialsVersion,
  };
}
