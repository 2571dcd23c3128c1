import { AppError } from '@/lib/errors';
import type { Client, ClientAuthMethod, TokenGrant } from '@/lib/oauth/types';

/** Answers to the second way that only say again that the client was not accepted. */
const STILL_REFUSED = new Set(['invalid_client', 'invalid_request']);

/** The way that worked last time; otherwise in the body, as Coupa documents it. */
export const firstMethod = (client: Client): ClientAuthMethod =>
  client.clientSecret ? (proven(client) ?? 'client_secret_post') : 'none';

/**
 * Asks for a token, and once more with the secret in the header when the client was not accepted with the secret in the body.
 * A way that has worked before is the only one tried: then the secret itself is at fault.
 * Not for refreshes: a refused request may have spent the refresh token.
 */
export async function tryClientAuthentication(
  client: Client,
  ask: (method: ClientAuthMethod) => Promise<TokenGrant>,
): Promise<TokenGrant> {
  try {
    return await ask(firstMethod(client));
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'invalid_client';
    if (!isRefused || !client.clientSecret || proven(client)) throw error;
    const grant = await ask('client_secret_basic').catch((other: unknown) => {
      throw other instanceof AppError && STILL_REFUSED.has(other.code) ? error : other;
    });
    return { ...grant, earlier: [...(error.trace ? [error.trace] : []), ...grant.earlier] };
  }
}

const proven = ({ authMethod }: Client) => (authMethod === 'none' ? undefined : authMethod);
