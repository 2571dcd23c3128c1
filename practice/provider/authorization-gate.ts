import type { ServerResponse } from 'node:http';
import { splitScopes } from '../clients/scopes.ts';
import { sendPage, sendSeeOther } from '../http/answer.ts';
import { authorizationErrorPage } from '../portal/authorization-error-page.ts';
import type { Exchange } from '../practice.ts';

/** What the engine is told; anything else that a caller sends is ignored, as Rails would. */
const PASSED_ON = [
  'client_id',
  'response_type',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
];

/** Coupa's authorization page: who asks and where the answer goes is judged first, then the scopes, then the engine takes over. */
export async function handleAuthorization({ req, res, url, practice }: Exchange) {
  const asked = url.searchParams;
  const client = practice.store.findClient(asked.get('client_id') ?? '');
  if (!asked.get('client_id')) return refuse(res, '"client_id" missing');
  if (!client?.active) return refuse(res, '"client_id" is not that of an active client');
  const redirectUri = asked.get('redirect_uri');
  if (!redirectUri) return refuse(res, '"redirect_uri" missing');
  const isRegistered =
    client.redirectUris.includes(redirectUri) && !practice.store.isFaultOn('deny-all-redirects');
  if (!isRegistered) return refuse(res, '"redirect_uri" mismatch');

  const wanted = splitScopes(asked.get('scope') ?? '');
  const scopes = wanted.length > 0 ? [...new Set(wanted)] : client.scopes;
  // As at the token endpoint: one scope too many refuses the whole request.
  if (scopes.some((name) => !client.scopes.includes(name)))
    return sendBack(res, redirectUri, asked.get('state'));

  const params = new URLSearchParams(PASSED_ON.flatMap((name) => pairOf(asked, name)));
  params.set('scope', scopes.join(' '));
  // The engine grants offline_access only to a request that asks for consent; here every request does.
  params.set('prompt', 'consent');
  // Without openid there is no ID token to put it in, and the engine would refuse it.
  if (scopes.includes('openid')) for (const [name, value] of pairOf(asked, 'nonce')) params.set(name, value);
  req.url = `${url.pathname}?${params}`;
  await practice.provider.callback()(req, res);
}

/** The way back from consent. */
export async function resumeAuthorization({ req, res, practice }: Exchange) {
  await practice.provider.callback()(req, res);
}

const pairOf = (asked: URLSearchParams, name: string): [string, string][] => {
  const value = asked.get(name);
  return value === null ? [] : [[name, value]];
};

/** The texts of rack-oauth2 where it has one (modelled). */
const refuse = (res: ServerResponse, description: string) =>
  sendPage(res, 400, authorizationErrorPage('invalid_request', description));

function sendBack(res: ServerResponse, redirectUri: string, state: string | null) {
  const target = new URL(redirectUri);
  target.searchParams.set('error', 'invalid_scope');
  target.searchParams.set('error_description', 'The requested scope is invalid, unknown, or malformed.');
  if (state !== null) target.searchParams.set('state', state);
  sendSeeOther(res, target.href);
}
