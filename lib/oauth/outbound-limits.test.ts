import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DESTINATIONS } from '@/lib/oauth/destinations';
import {
  breakOff,
  drip,
  flood,
  hangUp,
  json,
  raw,
  redirect,
  silence,
} from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf, outboundTo, TOKEN } from '@/test/authorization-server/instance';
import { ScriptedServer, scriptedServer } from '@/test/authorization-server/scripted-server';

const MAX_ANSWER_BYTES = DESTINATIONS.instance.limits.maxAnswerBytes;
const server = scriptedServer();
const target = scriptedServer();

const post = (clock = new HandClock(), signal?: AbortSignal) =>
  outboundTo(server, clock).send({
    method: 'POST',
    url: `${server.origin}/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'client_secret=made-up-secret',
    sent: { client_secret: 'hidden' },
    signal,
  });

test('a whole answer comes back with its trace', async () => {
  const clock = new HandClock('2026-11-24T10:00:00Z');
  server.expect(TOKEN, json(200, { a: 'ä' }, { Date: 'Tue, 24 Nov 2026 10:02:00 GMT' }));
  const answer = await post(clock);
  expect(answer).toMatchObject({ status: 200, text: '{"a":"ä"}' });
  expect(answer.trace).toEqual({
    method: 'POST',
    url: `${server.origin}/oauth2/token`,
    sent: { client_secret: 'hidden' },
    startedAt: '2026-11-24T10:00:00.000Z',
    durationMs: 0,
    status: 200,
    clockAheadSeconds: 120.5,
  });
  expect(server.last.headers['accept-encoding']).toBe('identity');
  expect(clock.waiting, 'timers left behind').toBe(0);
});

describe('[RFC9700-23] [ASVS-15.3.2] no redirects from the back channel', () => {
  test.each([301, 302, 303, 307, 308])('%i is an error, and the target is never asked', async (status) => {
    server.expect(TOKEN, redirect(status, `${target.origin}/collect?x=1`));
    const failure = await failureOf(post());
    expect(failure).toMatchObject({ code: 'endpoint_redirected', facts: { status, location: target.host } });
    expect(failure.trace?.status).toBe(status);
    expect(target.seen).toEqual([]);
  });

  test('one that brings an endless body is hung up on', async () => {
    const closed = Promise.withResolvers<void>();
    server.expect(TOKEN, (response) => {
      response.on('close', closed.resolve).writeHead(302, { Location: '/', 'Content-Length': 2 ** 40 });
      response.write('x');
    });
    expect(await failureOf(post())).toMatchObject({ code: 'endpoint_redirected' });
    await closed.promise;
  });

  test('to the metadata service of a cloud: likewise', async () => {
    server.expect(TOKEN, redirect(302, 'http://169.254.169.254/latest'));
    expect(await failureOf(post())).toMatchObject({ facts: { location: '169.254.169.254' } });
  });
});

describe('[RFC9700-25] size and time', () => {
  test('64 MB are cut while reading: the server cannot get rid of 5 MB', async () => {
    let sent = 0;
    server.expect(
      TOKEN,
      flood(64, (bytes) => (sent = bytes)),
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(await failureOf(post())).toMatchObject({
      code: 'answer_too_large',
      facts: { limitBytes: MAX_ANSWER_BYTES },
      trace: { status: 200 },
    });
    expect(sent).toBeGreaterThan(MAX_ANSWER_BYTES / 4);
    expect(sent).toBeLessThan(5 * 2 ** 20);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * 2 ** 20);
  });

  test('a length that is announced too large is not read at all', async () => {
    server.expect(TOKEN, raw(200, 'x', { 'Content-Length': MAX_ANSWER_BYTES + 1 }));
    expect(await failureOf(post())).toMatchObject({ code: 'answer_too_large' });
  });

  test('exactly the limit is read', async () => {
    server.expect(TOKEN, raw(200, Buffer.alloc(MAX_ANSWER_BYTES, 'x')));
    expect((await post()).text).toHaveLength(MAX_ANSWER_BYTES);
  });

  test('a compressed answer is refused unopened', async () => {
    server.expect(TOKEN, raw(200, gzipSync('x'.repeat(1_000_000)), { 'Content-Encoding': 'gzip' }));
    expect(await failureOf(post())).toMatchObject({
      code: 'answer_invalid',
      facts: { reason: 'it is compressed' },
    });
  });

  test('10,000 headers are refused', async () => {
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, 'y']));
    server.expect(TOKEN, json(200, {}, headers));
    expect(await failureOf(post())).toMatchObject({ code: 'answer_too_large' });
  });

  test('silence ends at 10 seconds and not before', async () => {
    const clock = new HandClock();
    server.expect(TOKEN, silence);
    const sending = failureOf(post(clock, new AbortController().signal));
    await server.nextArrival();
    clock.moveMs(9_999);
    expect(clock.waiting).toBe(1);
    clock.moveMs(1);
    expect(await sending).toMatchObject({
      code: 'instance_timeout',
      retryable: true,
      facts: { host: server.host, seconds: 10 },
      trace: { durationMs: 10_000 },
    });
  });

  test('one byte a second does not stretch the 10 seconds', async () => {
    const clock = new HandClock();
    server.expect(
      TOKEN,
      drip(() => clock.moveMs(1000)),
    );
    expect(await failureOf(post(clock))).toMatchObject({ code: 'instance_timeout' });
  });
});

test('the caller can end a request, with a reason of its own', async () => {
  const clock = new HandClock();
  const stop = new AbortController();
  server.expect(TOKEN, silence);
  const sending = post(clock, stop.signal);
  await server.nextArrival();
  const reason = new Error('The person pressed Stop');
  stop.abort(reason);
  await expect(sending).rejects.toBe(reason);
  expect(clock.waiting).toBe(0);
});

test('an answer that breaks off is truncated, a connection that breaks off is unreachable', async () => {
  server.expect(TOKEN, breakOff('{"access_token":"made-up'));
  expect(await failureOf(post())).toMatchObject({ code: 'answer_truncated', trace: { status: 200 } });
  server.expect(TOKEN, hangUp);
  expect(await failureOf(post())).toMatchObject({ code: 'instance_unreachable', retryable: true });
});

test('a port that speaks something else', async () => {
  server.expect(TOKEN, (response) => response.socket?.end('SSH-2.0-made-up\r\n'));
  expect(await failureOf(post())).toMatchObject({
    code: 'answer_invalid',
    facts: { reason: 'it is not HTTP' },
  });
});

test('nobody listening is unreachable', async () => {
  const gone = new ScriptedServer();
  await gone.start();
  await gone.stop();
  const request = { method: 'GET' as const, url: `${gone.origin}/oauth2/token`, headers: {}, sent: {} };
  expect(await failureOf(outboundTo(gone).send(request))).toMatchObject({
    code: 'instance_unreachable',
    facts: { host: gone.host, reason: 'ECONNREFUSED' },
  });
});
