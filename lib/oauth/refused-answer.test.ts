import { describe, expect, test } from 'vitest';
import { type Answer, html, json, raw, refusal } from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();

function refusedBy(answer: Answer) {
  server.expect(TOKEN, answer);
  return failureOf(askFor(server));
}

describe('the code in the body', () => {
  test.each([
    [401, 'invalid_client', 'invalid_client'],
    [400, 'invalid_client', 'invalid_client'],
    [400, 'invalid_scope', 'invalid_scope'],
    [400, 'invalid_grant', 'invalid_grant'],
    [400, 'invalid_request', 'invalid_request'],
    [400, 'unauthorized_client', 'unauthorized_client'],
    [400, 'unsupported_grant_type', 'unsupported_grant_type'],
    [400, 'made_up_code', 'oauth_error'],
  ])('%i %s', async (status, error, code) => {
    const failure = await refusedBy(refusal(status, error, 'In the server’s words.'));
    expect(failure).toMatchObject({
      code,
      retryable: false,
      facts: { status, error, description: 'In the server’s words.' },
      trace: { status, error, errorDescription: 'In the server’s words.', sent: { client_secret: 'hidden' } },
    });
  });

  test('counts whatever its content type', async () => {
    const body = '{"error":"invalid_client"}';
    expect(await refusedBy(raw(401, body, { 'Content-Type': 'text/html' }))).toMatchObject({
      facts: { error: 'invalid_client' },
    });
  });

  test.each([{ message: 'no' }, 1, true, ['invalid_client']])(
    'an odd error %j is still a refusal',
    async (error) => {
      expect(await refusedBy(json(200, { error, access_token: 'x', token_type: 'bearer' }))).toMatchObject({
        code: 'oauth_error',
      });
    },
  );
});

describe('the code in WWW-Authenticate, as Doorkeeper sends it', () => {
  test.each([
    [
      'Bearer realm="x", error="invalid_grant", error_description="It is \\"over\\"."',
      'invalid_grant',
      'It is "over".',
    ],
    ['Basic realm="OAuth2 Token Endpoint", Bearer error=invalid_client', 'invalid_client', undefined],
  ])('%s', async (challenge, error, description) => {
    const failure = await refusedBy(raw(401, '', { 'WWW-Authenticate': challenge }));
    expect(failure).toMatchObject({ code: error, facts: { error } });
    expect(failure.facts.description).toBe(description);
  });
});

describe('no code, only a status', () => {
  test.each([
    [401, 'invalid_client', false],
    [403, 'invalid_client', false],
    [404, 'endpoint_not_found', false],
    [405, 'endpoint_not_found', false],
    [400, 'oauth_error', false],
    [408, 'endpoint_server_error', true],
    [500, 'endpoint_server_error', true],
    [503, 'endpoint_server_error', true],
    [204, 'answer_invalid', true],
    [201, 'answer_invalid', true],
  ])('%i is %s', async (status, code, retryable) => {
    expect(await refusedBy(raw(status, ''))).toMatchObject({ code, retryable, facts: { status } });
  });

  test.each([
    [404, 'endpoint_not_found'],
    [500, 'endpoint_server_error'],
    [502, 'endpoint_server_error'],
  ])('%i with a page is %s', async (status, code) => {
    expect(await refusedBy(html(status))).toMatchObject({ code, facts: { contentType: 'text/html' } });
  });

  test('a server in trouble says nothing final', async () => {
    const failure = await refusedBy(refusal(500, 'invalid_grant'));
    expect(failure).toMatchObject({
      code: 'endpoint_server_error',
      retryable: true,
      trace: { error: 'invalid_grant' },
    });
  });
});

describe('too fast', () => {
  test.each([
    ['120', 120],
    ['Tue, 24 Nov 2026 10:01:30 GMT', 90],
    ['1000000000', 3600],
    ['soon', undefined],
  ])('429 with Retry-After %s', async (header, seconds) => {
    const failure = await refusedBy(raw(429, '', { 'Retry-After': header }));
    expect(failure).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(failure.facts.retryAfterSeconds).toBe(seconds);
  });
});

describe('[RFC9700-39] what a server says is cleaned before it goes anywhere', () => {
  const said = async (words: string) => {
    const failure = await refusedBy(refusal(400, 'invalid_request', words));
    expect(failure.trace?.errorDescription).toBe(failure.facts.description);
    return String(failure.facts.description);
  };

  test('an echoed secret is hidden, plain, encoded, and broken up by an invisible character', async () => {
    const { clientSecret = '' } = CLIENT;
    const broken = `${clientSecret.slice(0, 9)}\u200b${clientSecret.slice(9)}`;
    for (const echo of [clientSecret, encodeURIComponent(clientSecret), broken]) {
      expect(await said(`client_secret=${echo} is wrong`)).toBe('client_secret=hidden is wrong');
    }
  });

  test('control and bidi characters go, angle brackets stay for the page to escape, 8 kB are cut', async () => {
    expect(await said('a\u0000b\u202Ec\r\nd')).toBe('a bc d');
    expect(await said('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
    expect((await said('x'.repeat(8192))).length).toBe(300);
  });

  test('error_uri is left where it is', async () => {
    const failure = await refusedBy(
      json(400, { error: 'invalid_request', error_uri: 'javascript:alert(1)' }),
    );
    expect(JSON.stringify(failure)).not.toContain('javascript');
  });
});
