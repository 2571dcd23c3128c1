import { AppError } from '@/lib/errors';
import type { Client, ClientAuthMethod, Endpoints, TokenGrant } from '@/lib/oauth/types';

/** Answers to the second way that only say again that the client was not accepted. */
const STILL_REFUSED = new Set(['invalid_client', 'invalid_request']);

/** In the body first, as Coupa documents it. */
const WITH_SECRET = ['client_secret_post', 'client_secret_basic'] as const;

/** The ways to send the secret, the likeliest first: the one that worked last time, otherwise those that the instance lists. */
export function methodsFor(
  { clientSecret, authMethod }: Client,
  { authMethods }: Endpoints,
): [ClientAuthMethod, ...ClientAuthMethod[]] {
  if (!clientSecret) return ['none'];
  if (authMethod && authMethod !== 'none') return [authMethod];
  const [first, ...more] = WITH_SECRET.filter((method) => authMethods?.includes(method));
  return first ? [first, ...more] : [...WITH_SECRET];
}

/**
 * Asks for a token, and once more with the secret sent the other way when the client was not accepted.
 * A way that has worked before is the only one tried: then the secret itself is at fault.
 * Not for refreshes: a refused request may have spent the refresh token.
 */
export async function tryClientAuthentication(
  client: Client,
  endpoints: Endpoints,
  ask: (method: ClientAuthMethod) => Promise<TokenGrant>,
): Promise<TokenGrant> {
  const [first, second] = methodsFor(client, endpoints);
  try {
    return await ask(first);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'invalid_client';
    if (!isRefused || !second) throw error;
    const grant = await ask(second).catch((other: unknown) => {
      throw other instanceof AppError && STILL_REFUSED.has(other.code) ? error : other;
    });
    return { ...grant, earlier: [...(error.trace ? [error.trace] : []), ...grant.earlier] };
  }
}
