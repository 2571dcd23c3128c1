import { describe, expect, test } from 'vitest';
import { readApi } from '@/lib/oauth/api-read';
import { createOutbound } from '@/lib/oauth/outbound';
import { breakOff, html, json, jsonText, raw, redirect, silence } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf, outboundTo } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();
const other = scriptedServer();
const READ = 'GET /api/departments';
const TOKEN = 'made-up-access-token';

function read(
  path = '/api/departments?limit=1&return_object=limited',
  signal = new AbortController().signal,
  outbound = outboundTo(server),
) {
  const { clock } = outbound;
  return readApi({ origin: server.origin, path, accessToken: TOKEN, outbound, clock, signal });
}

test('counts the rows of a list, with the token as bearer and JSON asked for', async () => {
  server.expect(READ, json(200, [{ id: 1 }]));
  const got = await read();
  expect(got).toMatchObject({ status: 200, rows: 1, retryAfterSeconds: null });
  expect(server.last.headers).toMatchObject({ accept: 'application/json', authorization: `Bearer ${TOKEN}` });
  expect(got.trace).toMatchObject({
    method: 'GET',
    url: `${server.origin}/api/departments?limit=1&return_object=limited`,
    status: 200,
    sent: { Authorization: 'Bearer, token hidden' },
  });
});

test.each([
  ['[]', 0],
  ['[1,2,3]', 3],
  ['{"id":1}', null],
])('%s has %s rows', async (text, rows) => {
  server.expect(READ, jsonText(text));
  expect((await read()).rows).toBe(rows);
});

describe('a 200 that is no JSON is an error', () => {
  test.each([
    ['a page', html(200), 'web-page'],
    ['XML', raw(200, '<?xml version="1.0"?><departments/>', { 'Content-Type': 'application/xml' }), 'xml'],
  ])('%s', async (_, answer, looksLike) => {
    server.expect(READ, answer);
    expect(await failureOf(read())).toMatchObject({ code: 'answer_not_json', facts: { looksLike } });
  });

  test('cut JSON', async () => {
    server.expect(READ, jsonText('[{"id":1'));
    expect(await failureOf(read())).toMatchObject({ code: 'answer_truncated' });
    server.expect(READ, breakOff('[{"id":1'));
    expect(await failureOf(read())).toMatchObject({ code: 'answer_truncated' });
  });
});

describe('refusals are results', () => {
  test.each([401, 403, 404, 500])('%i', async (status) => {
    server.expect(READ, json(status, { error: 'insufficient_scope', error_description: `Not for ${TOKEN}` }));
    const got = await read();
    expect(got).toMatchObject({ status, rows: null, trace: { error: 'insufficient_scope' } });
    expect(got.trace.errorDescription).toBe('Not for hidden');
  });

  test.each([
    ['7', 7],
    ['Tue, 24 Nov 2026 10:00:03 GMT', 3],
    ['86400', 3600],
    ['soon', null],
    ['-5', null],
  ])('429 with Retry-After %s', async (header, seconds) => {
    server.expect(READ, raw(429, '', { 'Retry-After': header }));
    expect(await read()).toMatchObject({ status: 429, retryAfterSeconds: seconds });
  });
});

describe('[RFC9700-35] the token goes to its own instance and nowhere else', () => {
  test('a redirect to another host is an error, and that host is never asked', async () => {
    server.expect(READ, redirect(302, `${other.origin}/api/departments`));
    expect(await failureOf(read())).toMatchObject({
      code: 'endpoint_redirected',
      facts: { location: other.host },
    });
    expect(other.seen).toEqual([]);
  });

  test('nor to another instance, though that one may be called as well', async () => {
    const clock = new HandClock();
    const outbound = createOutbound({
      isAllowed: () => true,
      loopbackHosts: [server.host, other.host],
      clock,
    });
    const failure = await failureOf(read(`//${other.host}/api`, undefined, outbound));
    expect(failure).toMatchObject({ code: 'instance_not_allowed', facts: { host: other.host } });
    expect(other.seen).toEqual([]);
  });

  test.each([
    '//evil.example/api',
    '/\\evil.example/api',
    'https://evil.example/api',
    'api/x',
    '',
    '/\t/evil.example',
  ])('path %j never leaves', async (path) => {
    expect(await failureOf(read(path))).toMatchObject({ code: 'instance_not_allowed' });
    expect(server.seen).toEqual([]);
  });
});

test('a read can be cancelled', async () => {
  server.expect(READ, silence);
  const stop = new AbortController();
  const reading = read(undefined, stop.signal);
  await server.nextArrival();
  stop.abort(new Error('Cancelled by the person'));
  await expect(reading).rejects.toThrow('Cancelled by the person');
});
