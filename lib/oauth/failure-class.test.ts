import { describe, expect, test } from 'vitest';
import { AppError, ERROR_CODES } from '@/lib/errors';
import { classOf, type FailureClass } from '@/lib/oauth/failure-class';
import {
  type Answer,
  breakOff,
  grant,
  hangUp,
  html,
  raw,
  redirect,
  refusal,
} from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();

const challenge = (error: string) =>
  raw(401, '', { 'WWW-Authenticate': `Bearer realm="Doorkeeper", error="${error}", error_description="x"` });

describe('security 1.3, what a failed request for a token asks for, wherever its code stands', () => {
  test.each<[string, Answer, FailureClass]>([
    ['400 invalid_grant in the body', refusal(400, 'invalid_grant'), 'reauth_required'],
    ['401 invalid_grant in WWW-Authenticate, as Doorkeeper', challenge('invalid_grant'), 'reauth_required'],
    ['200 with invalid_grant in the body', refusal(200, 'invalid_grant'), 'reauth_required'],
    ['401 invalid_client in the body', refusal(401, 'invalid_client'), 'credentials_rejected'],
    ['401 invalid_client in WWW-Authenticate', challenge('invalid_client'), 'credentials_rejected'],
    ['400 unauthorized_client', refusal(400, 'unauthorized_client'), 'credentials_rejected'],
    ['403 and nothing else, as Glewlwyd', raw(403, ''), 'credentials_rejected'],
    ['401 and nothing else', raw(401, ''), 'credentials_rejected'],
    ['403 with a code of its own', refusal(403, 'made_up_code'), 'credentials_rejected'],
    ['400 invalid_scope', refusal(400, 'invalid_scope'), 'config_error'],
    ['400 unsupported_grant_type', refusal(400, 'unsupported_grant_type'), 'config_error'],
    ['400 invalid_request', refusal(400, 'invalid_request'), 'config_error'],
    ['400 with a code of its own', refusal(400, 'made_up_code'), 'config_error'],
    ['404', html(404), 'config_error'],
    ['400 and nothing else, perhaps of a proxy', raw(400, ''), 'temporary'],
    ['408', raw(408, ''), 'temporary'],
    ['425', raw(425, ''), 'temporary'],
    ['429', raw(429, ''), 'temporary'],
    ['500 that says invalid_grant', refusal(500, 'invalid_grant'), 'temporary'],
    ['503 with a page', html(503), 'temporary'],
    ['temporarily_unavailable', refusal(400, 'temporarily_unavailable'), 'temporary'],
    ['a page instead of JSON', html(200), 'temporary'],
    ['a redirect to a sign-in page', redirect(302, 'https://login.example/'), 'temporary'],
    ['an answer that breaks off', breakOff('{"access'), 'temporary'],
    ['a connection that breaks off', hangUp, 'temporary'],
    ['a lifetime of nothing', grant({ expires_in: 0 }), 'temporary'],
  ])('%s', async (_, answer, expected) => {
    server.expect(TOKEN, answer);
    expect(classOf(await failureOf(askFor(server)))).toBe(expected);
  });
});

test('an ID token of somebody else asks for a person, one that could not be verified for patience', () => {
  const unusable = (reason: string) => new AppError('id_token_invalid', { facts: { reason } });
  expect(['sub', 'iss', 'iat', 'keys are unavailable'].map((reason) => classOf(unusable(reason)))).toEqual([
    ...['reauth_required', 'reauth_required', 'temporary', 'temporary'],
  ]);
});

test('nothing final is concluded from what is our own fault or was never foreseen', () => {
  expect(classOf(new TypeError('made up'))).toBe('temporary');
  const final = ERROR_CODES.filter((code) => classOf(new AppError(code)) !== 'temporary');
  expect(final).toEqual([
    ...['instance_not_allowed', 'endpoint_not_found', 'invalid_client', 'invalid_scope', 'invalid_grant'],
    ...['invalid_request', 'unauthorized_client', 'unsupported_grant_type', 'step_not_ready'],
  ]);
});
