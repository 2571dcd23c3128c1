import { describe, expect, test } from 'vitest';
import {
  type Answer,
  grant,
  html,
  json,
  jsonText,
  raw,
  tokenBody,
} from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();

function answered(answer: Answer) {
  server.expect(TOKEN, answer);
  return askFor(server);
}

test('a plain grant', async () => {
  const got = await answered(grant());
  expect(got).toMatchObject({
    accessToken: 'made-up-access-token',
    expiresInSeconds: 86_399,
    expirySource: 'response',
    refreshToken: null,
    idToken: null,
    responseScopes: null,
    obtainedAt: new Date('2026-11-24T10:00:00Z'),
    earlier: [],
  });
  expect(got.trace.status).toBe(200);
});

test('null members count as absent, as Coupa’s scope does', async () => {
  const got = await answered(grant({ scope: null, refresh_token: null, id_token: null }));
  expect(got).toMatchObject({ responseScopes: null, refreshToken: null, idToken: null });
});

test('scopes of the answer, in whatever blanks, each once', async () => {
  const got = await answered(grant({ scope: ' core.user.read  core.item.read core.user.read ' }));
  expect(got.responseScopes).toEqual(['core.user.read', 'core.item.read']);
});

describe('[RFC9700-24] JSON content type', () => {
  const body = JSON.stringify(tokenBody());
  test.each([
    ['text/html with JSON inside', raw(200, body, { 'Content-Type': 'text/html' }), 'text/html'],
    ['no content type', raw(200, body), 'none'],
    ['application/jose', raw(200, body, { 'Content-Type': 'application/jose' }), 'application/jose'],
    ['text/json', raw(200, body, { 'Content-Type': 'text/json' }), 'text/json'],
  ])('%s: refused', async (_, answer, contentType) => {
    expect(await failureOf(answered(answer))).toMatchObject({
      code: 'answer_not_json',
      retryable: true,
      facts: { contentType },
    });
  });

  test.each(['application/json', 'application/json;charset=utf-8', 'Application/JSON ; charset=UTF-8'])(
    '%s: accepted',
    async (type) => {
      expect((await answered(raw(200, body, { 'Content-Type': type }))).expiresInSeconds).toBe(86_399);
    },
  );

  test('a sign-in page is told apart from any other page', async () => {
    const signIn = '<!DOCTYPE html><form>User <input name="user[password]" type="password"></form>';
    const page = await failureOf(answered(html(200, signIn)));
    expect(page).toMatchObject({ code: 'answer_not_json', facts: { looksLike: 'sign-in-page' } });
    const other = await failureOf(answered(html(200)));
    expect(other).toMatchObject({ code: 'answer_not_json', facts: { looksLike: 'web-page', status: 200 } });
  });
});

describe('truncated or malformed JSON', () => {
  test.each(['{"access_token":"made-up', '{"access_token":"made-up","token_type"', '{"a":[1,2', '', '  '])(
    '%j is truncated',
    async (text) =>
      expect(await failureOf(answered(jsonText(text)))).toMatchObject({ code: 'answer_truncated' }),
  );

  test.each(['{"a":1,,}', 'access_token=made-up', '<xml/>', '{"expires_in":NaN}'])(
    '%j is no JSON',
    async (text) => {
      expect(await failureOf(answered(jsonText(text)))).toMatchObject({ code: 'answer_not_json' });
    },
  );

  test.each(['[]', 'null', '"text"', '7'])('%s is no object', async (text) => {
    expect(await failureOf(answered(jsonText(text)))).toMatchObject({ code: 'answer_invalid' });
  });

  test('a member that stands in it twice: refused, whichever would count', async () => {
    const text = '{"access_token":"first","token_type":"bearer","access_token":"second","expires_in":60}';
    expect(await failureOf(answered(jsonText(text)))).toMatchObject({
      code: 'answer_invalid',
      facts: { reason: 'a member stands in it twice' },
    });
  });

  test('also when it is written with an escape', async () => {
    const text = '{"access_token":"first","token_type":"bearer","access\\u005ftoken":"second"}';
    expect(await failureOf(answered(jsonText(text)))).toMatchObject({ code: 'answer_invalid' });
  });

  test('the same name deeper down is another member', async () => {
    const text = '{"access_token":"first","token_type":"bearer","more":{"access_token":"x","y":["{\\"",1]}}';
    expect((await answered(jsonText(text))).accessToken).toBe('first');
  });

  test('__proto__ is refused', async () => {
    const text = '{"access_token":"x","token_type":"bearer","__proto__":{"expires_in":1}}';
    expect(await failureOf(answered(jsonText(text)))).toMatchObject({ code: 'answer_invalid' });
  });
});

describe('[RFC9700-26] token type', () => {
  test.each(['bearer', 'Bearer', 'BEARER'])('%s is understood', async (type) => {
    expect((await answered(grant({ token_type: type }))).accessToken).toBe('made-up-access-token');
  });

  test.each([undefined, 'mac', 'DPoP', 'N_A', '', 'bearer ', 7])('%j is refused', async (type) => {
    expect(await failureOf(answered(grant({ token_type: type })))).toMatchObject({
      code: 'answer_invalid',
      facts: { member: 'token_type', reason: 'its token_type is not bearer' },
    });
  });
});

describe('[RFC9700-27] token syntax', () => {
  test.each([undefined, '', 'a b', 'a\r\nX-Evil: 1', 'a\u0000', 'ä', 7, {}, 'a=b', 'x'.repeat(70_000)])(
    'access token %j is refused',
    async (token) => {
      expect(await failureOf(answered(grant({ access_token: token })))).toMatchObject({
        code: 'answer_invalid',
        facts: { member: 'access_token' },
      });
    },
  );

  test.each([
    ['refresh_token', 'a\nb'],
    ['refresh_token', ''],
    ['refresh_token', 7],
    ['refresh_token', 'x'.repeat(70_000)],
    ['id_token', 'no-jwt'],
    ['id_token', 7],
    ['scope', ['core.user.read']],
  ])('%s %j is refused', async (member, value) => {
    const failure = await failureOf(answered(grant({ [member]: value })));
    expect(failure).toMatchObject({ code: 'answer_invalid', facts: { member } });
    expect(JSON.stringify(failure.facts)).not.toContain('made-up-access-token');
  });
});

describe('[RFC9700-28] lifetime', () => {
  test('none: 24 hours assumed, and flagged', async () => {
    const got = await answered(grant({ expires_in: undefined }));
    expect(got).toMatchObject({ expiresInSeconds: 86_400, expirySource: 'default' });
    expect(await answered(grant({ expires_in: null }))).toMatchObject({ expirySource: 'default' });
  });

  test.each([
    ['"3600"', 3600],
    ['3600.9', 3600],
    ['1', 60],
    ['999999999999', 7_776_000],
    ['1e300', 7_776_000],
  ])('%s means %i seconds', async (written, seconds) => {
    const got = await answered(
      jsonText(`{"access_token":"x","token_type":"bearer","expires_in":${written}}`),
    );
    expect(got).toMatchObject({ expiresInSeconds: seconds, expirySource: 'response' });
  });

  test.each(['0', '-1', '"NaN"', '"soon"', '""', '[]', 'true', '"-5"', '1e-9'])(
    '%s is refused',
    async (written) => {
      const answer = jsonText(`{"access_token":"x","token_type":"bearer","expires_in":${written}}`);
      expect(await failureOf(answered(answer))).toMatchObject({ code: 'answer_no_expiry' });
    },
  );
});

test('[RFC9700-29] an error member with 200 is a refusal, token or not', async () => {
  const failure = await failureOf(answered(json(200, tokenBody({ error: 'invalid_client' }))));
  expect(failure).toMatchObject({ code: 'invalid_client', facts: { status: 200, error: 'invalid_client' } });
});
