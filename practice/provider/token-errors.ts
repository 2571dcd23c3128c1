import type { ServerResponse } from 'node:http';
import { sendJson } from '../http/answer.ts';

/**
 * Default texts of the Ruby gem rack-oauth2 (lib/rack/oauth2/server/token/error.rb), the best available guess at Coupa's:
 * modelled, not observed. Callers should go by `error` and status.
 */
const TEXTS = {
  invalid_client:
    'The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.',
  invalid_scope:
    'The requested scope is invalid, unknown, malformed, or exceeds the previously granted scope.',
  invalid_grant:
    'The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI).',
  unauthorized_client: 'The authenticated client is not authorized to use the access grant type provided.',
  unsupported_grant_type:
    'The access grant included - its type or another attribute - is not supported by the authorization server.',
  invalid_request: 'The request is missing a required parameter or is otherwise malformed.',
} as const;

export type TokenErrorCode = keyof typeof TEXTS;

const REALM = { 'WWW-Authenticate': 'Basic realm="OAuth2 Token Endpoint"' };

export const isTokenError = (code: unknown): code is TokenErrorCode =>
  typeof code === 'string' && Object.hasOwn(TEXTS, code);

export const tokenErrorBody = (code: TokenErrorCode, text: string = TEXTS[code]) => ({
  error: code,
  error_description: text,
});

export function sendTokenError(res: ServerResponse, code: TokenErrorCode, text?: string) {
  const isClient = code === 'invalid_client';
  sendJson(res, isClient ? 401 : 400, tokenErrorBody(code, text), isClient ? REALM : {});
}
