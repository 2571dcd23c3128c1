import { clientCredentialsGrant } from 'openid-client';
import { AppError, type Trace } from '@/lib/errors';
import { tryClientAuthentication } from '@/lib/oauth/client-authentication';
import type { Outbound } from '@/lib/oauth/outbound';
import { requestToken } from '@/lib/oauth/token-request';
import type { Client, ClientAuthMethod, Clock, Endpoints, TokenGrant } from '@/lib/oauth/types';

interface ClientCredentialsRequest {
  endpoints: Endpoints;
  client: Client;
  /** Null or empty: no `scope` is sent, and Coupa gives all scopes of the client. */
  scopes: readonly string[] | null;
  outbound: Outbound;
  clock: Clock;
}

/**
 * Client credentials grant, RFC 6749 §4.4. Coupa refuses a request whole when one scope is not on the client (400 invalid_scope);
 * then it is asked once more without `scope`, because that token tells which ones are. What was refused stands in `earlier`.
 * Three requests at most: body, header, without scope.
 * @throws AppError those of `requestToken`; of two refusals the first
 */
export async function requestClientCredentials(request: ClientCredentialsRequest): Promise<TokenGrant> {
  const scope = request.scopes?.join(' ') ?? '';
  return tryClientAuthentication(request.client, request.endpoints, async (method) => {
    try {
      return await askOnce(request, method, scope);
    } catch (error) {
      const isScope = error instanceof AppError && error.code === 'invalid_scope';
      if (!isScope || scope === '') throw error;
      const grant = await askOnce(request, method, '').catch(() => {
        throw error;
      });
      return { ...grant, earlier: tracesOf(error) };
    }
  });
}

const askOnce = (request: ClientCredentialsRequest, method: ClientAuthMethod, scope: string) =>
  requestToken({ ...request, method }, (config) =>
    clientCredentialsGrant(config, scope === '' ? {} : { scope }),
  );

const tracesOf = ({ trace }: AppError): Trace[] => (trace ? [trace] : []);
