import { timingSafeEqual } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import type { PracticeClient } from '../clients/client.ts';
import { splitScopes } from '../clients/scopes.ts';
import type { Exchange } from '../practice.ts';
import { sendTokenError, type TokenErrorCode } from './token-errors.ts';
import { playTokenFault } from './token-faults.ts';
import { readTokenRequest, type TokenRequest } from './token-request.ts';

const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token'];

/** Coupa's token endpoint: judges what differs from the engine, then lets the engine do the protocol. */
export async function handleToken(exchange: Exchange) {
  const { req, res, url, practice } = exchange;
  const request = await readTokenRequest(req, url.searchParams);
  if (playTokenFault(practice.store, res)) return;
  const client = practice.store.findClient(request.clientId ?? '');
  const problem = judge(request, client, practice.store.isFaultOn('refresh-invalid-grant'));
  if (problem) return sendTokenError(res, problem.code, problem.text);
  if (!client) return sendTokenError(res, 'invalid_client');
  const params = withScopes(request, client);
  await practice.provider.callback()(innerRequest(req, params, client), res);
}

type Problem = { code: TokenErrorCode; text?: string } | null;

function judge(request: TokenRequest, client: PracticeClient | undefined, isRefreshDead: boolean): Problem {
  const grant = request.params.grant_type;
  if (request.isAmbiguous)
    return { code: 'invalid_request', text: 'Multiple client credentials are provided.' };
  if (!grant) return { code: 'invalid_request', text: '"grant_type" missing' };
  if (!request.clientId) return { code: 'invalid_request', text: '"client_id" missing' };
  if (!GRANTS.includes(grant)) return { code: 'unsupported_grant_type' };
  if (!client?.active || !isProven(client, request.clientSecret)) return { code: 'invalid_client' };
  const isMachine = grant === 'client_credentials';
  if (isMachine !== (client.grantType === 'client_credentials')) return { code: 'unauthorized_client' };
  // One scope too many fails the whole request: Coupa never grants part of what was asked for.
  if (splitScopes(request.params.scope).some((name) => !client.scopes.includes(name)))
    return { code: 'invalid_scope' };
  if (grant === 'refresh_token' && isRefreshDead) return { code: 'invalid_grant' };
  return null;
}

/** A PKCE client proves itself with the verifier; a secret that it sends all the same has to be right. */
function isProven(client: PracticeClient, secret: string | undefined): boolean {
  if (secret === undefined) return client.clientProof === 'pkce';
  const given = Buffer.from(secret);
  const known = Buffer.from(client.clientSecret);
  return given.length === known.length && timingSafeEqual(given, known);
}

/** No `scope` means all scopes of the client. */
function withScopes(request: TokenRequest, client: PracticeClient): Record<string, string> {
  const { scope, ...params } = request.params;
  const asked = [...new Set(splitScopes(scope))];
  if (asked.length > 0) return { ...params, scope: asked.join(' ') };
  return params.grant_type === 'client_credentials' ? { ...params, scope: client.scopes.join(' ') } : params;
}

const PASSED_ON = ['grant_type', 'scope', 'code', 'redirect_uri', 'code_verifier', 'refresh_token'];

/** The same request in the one form that the engine knows: a form body with the client in it. */
function innerRequest(outer: IncomingMessage, params: Record<string, string>, client: PracticeClient) {
  const known = PASSED_ON.flatMap((name): [string, string][] => {
    const value = params[name];
    return value === undefined ? [] : [[name, value]];
  });
  const form = new URLSearchParams([...known, ['client_id', client.clientId]]);
  if (client.clientProof !== 'pkce') form.set('client_secret', client.clientSecret);
  const body = form.toString();
  const inner = new IncomingMessage(outer.socket);
  inner.method = 'POST';
  inner.url = '/oauth2/token';
  inner.headers = {
    host: outer.headers.host,
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  };
  inner.push(body);
  inner.push(null);
  // Otherwise Node takes the end of this made-up stream for a broken connection and closes the socket.
  inner.complete = true;
  return inner;
}
