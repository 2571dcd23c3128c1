import { html, json, raw } from '@/test/authorization-server/answers';
import { bad, badStatus } from '@/test/bad-answers/row';

const challenge = (status: number, words: string) => raw(status, '', { 'WWW-Authenticate': words });

/** Refusals of the token endpoint, with their code wherever real servers put it, and servers in trouble. */
export const REFUSALS = [
  badStatus(400, 'invalid_grant', { error: 'invalid_grant' }),
  badStatus(401, 'invalid_client', { error: 'invalid_client' }),
  badStatus(400, 'invalid_request', { error: 'invalid_request' }),
  badStatus(400, 'unauthorized_client', { error: 'unauthorized_client' }),
  badStatus(400, 'unsupported_grant_type', { error: 'unsupported_grant_type' }),
  badStatus(400, 'invalid_scope', { error: 'invalid_scope' }),
  badStatus(400, 'oauth_error', { error: 'made_up_code' }),
  badStatus(400, 'oauth_error', { error: 'toString' }),
  badStatus(400, 'oauth_error', { error: 'internal' }),
  badStatus(400, 'oauth_error', {}),
  badStatus(403, 'invalid_client', {}),
  badStatus(402, 'oauth_error', {}),
  badStatus(405, 'endpoint_not_found', {}),
  badStatus(410, 'endpoint_not_found', {}),
  badStatus(408, 'endpoint_server_error', {}),
  badStatus(425, 'endpoint_server_error', {}),
  badStatus(429, 'rate_limited', {}),
  badStatus(500, 'endpoint_server_error', { error: 'invalid_grant' }),
  badStatus(400, 'endpoint_server_error', { error: 'temporarily_unavailable' }),
  bad('401, empty', 'invalid_client', raw(401, '')),
  bad('403, empty, as Glewlwyd', 'invalid_client', raw(403, '')),
  bad('204', 'answer_invalid', raw(204, '')),
  bad('404 with a page', 'endpoint_not_found', html(404)),
  bad('502 with a page', 'endpoint_server_error', html(502)),
  bad('503 with a page', 'endpoint_server_error', html(503)),
  bad(
    'the code in WWW-Authenticate, as Doorkeeper',
    'invalid_grant',
    challenge(401, 'Bearer realm="x", error="invalid_grant"'),
  ),
  bad('the code in a bare WWW-Authenticate', 'invalid_client', challenge(401, 'Bearer error=invalid_client')),
  bad(
    'a page of 64 kB in the description',
    'invalid_request',
    json(400, { error: 'invalid_request', error_description: `<b>\u202E${'x'.repeat(64_000)}` }),
  ),
  bad(
    '429 with Retry-After in the past',
    'rate_limited',
    raw(429, '', { 'Retry-After': 'Tue, 24 Nov 1998 10:00:00 GMT' }),
  ),
  bad('429 with an endless Retry-After', 'rate_limited', raw(429, '', { 'Retry-After': '9'.repeat(400) })),
];
