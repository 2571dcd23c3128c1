import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';
import { forgetProcessWide } from '@/lib/process-wide';

let folder: string;
beforeAll(() => {
  // The guard looks for room on the disk of the data directory.
  folder = mkdtempSync(path.join(tmpdir(), 'caw-open-'));
  process.env.DATA_DIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => forgetProcessWide('rate'));

const OWN = 'http://localhost:3000';
const body = z.strictObject({ name: z.string().max(20), count: z.int().optional() });
const query = z.strictObject({ page: z.coerce.number().int().default(1) });
const handle = vi.fn(async (passed: { body?: unknown; query?: unknown }) =>
  jsonResponse({ body: passed.body, query: passed.query }),
);
const GET = open({ query }, handle);
const POST = open({ body }, handle);
const POST_EMPTY = open({}, handle);
beforeEach(() => {
  handle.mockClear();
});

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | ReadableStream;
}

async function ask(route: typeof GET, sent: Sent = {}) {
  const method = sent.method ?? 'POST';
  const all = { host: 'localhost:3000', origin: OWN, 'content-type': 'application/json', ...sent.headers };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const init = { method, headers, ...(sent.body !== undefined && { body: sent.body, duplex: 'half' }) };
  const request = new NextRequest(`${OWN}${sent.path ?? '/api/x'}`, init as never);
  const answer = await route(request, { params: Promise.resolve({}) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, code: JSON.parse(text).code as unknown };
}

const GOOD = '{"name":"Ines"}';

test('what is asked for properly is done', async () => {
  expect(await ask(POST, { body: GOOD })).toMatchObject({ status: 200 });
  expect(handle.mock.lastCall?.[0]).toMatchObject({ body: { name: 'Ines' } });
  expect(await ask(GET, { method: 'GET', path: '/api/x?page=2' })).toMatchObject({ status: 200 });
  expect(handle.mock.lastCall?.[0]).toMatchObject({ query: { page: 2 } });
  expect(await ask(POST_EMPTY)).toMatchObject({ status: 200 });
});

test.each([
  [{ host: 'evil.example' }, 421, 'host_unknown'],
  [{ host: 'evil.example', 'x-forwarded-host': 'localhost:3000' }, 421, 'host_unknown'],
  [{ host: 'localhost:3001' }, 421, 'host_unknown'],
])(
  '[ASVS-4.1.3] with the headers %j it is another service, also without proxy.ts',
  async (headers, status, code) => {
    expect(await ask(POST, { headers, body: GOOD })).toMatchObject({ status, code });
    expect(handle).not.toHaveBeenCalled();
  },
);

describe('[ASVS-3.5.1] [ASVS-3.5.2] a change that another site asks for', () => {
  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: 'http://LOCALHOST:3000' },
    { origin: 'https://localhost:3000' },
    { origin: OWN, 'sec-fetch-site': 'cross-site' },
    { origin: OWN, 'sec-fetch-site': 'same-site' },
    { origin: OWN, 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  ])('%j does not happen', async (headers) => {
    expect(await ask(POST, { headers, body: GOOD })).toMatchObject({ status: 403, code: 'bad_origin' });
    expect(handle).not.toHaveBeenCalled();
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    '',
  ])(
    '[ASVS-4.1.1] as %j, which needs no preflight or is no JSON, does not happen, with a body or without',
    async (type) => {
      const headers = { 'content-type': type };
      expect(await ask(POST, { headers, body: GOOD })).toMatchObject({
        status: 415,
        code: 'bad_content_type',
      });
      expect((await ask(POST_EMPTY, { headers })).status).toBe(415);
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

test.each(['cross-site', 'same-site'])('[ASVS-3.5.8] %s: nothing is embedded elsewhere', async (site) => {
  const headers = { 'sec-fetch-site': site, 'sec-fetch-dest': 'image', origin: '' };
  expect(await ask(GET, { method: 'GET', headers })).toMatchObject({ status: 403, code: 'bad_origin' });
  expect(handle).not.toHaveBeenCalled();
});

describe('[ASVS-1.5.2] [ASVS-2.2.1] [ASVS-2.2.2] a body', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['text behind it', '{"name":"a"} x'],
    ['a list', '[]'],
    ['a field missing', '{}'],
    ['[ASVS-15.3.5] a number for text', '{"name":1}'],
    ['[ASVS-15.3.5] an object for text', '{"name":{"toString":"x"}}'],
    ['[ASVS-15.3.5] text for a number', '{"name":"a","count":"1"}'],
    ['[ASVS-15.3.5] a number beyond a double', '{"name":"a","count":1e999}'],
    ['too long', `{"name":"${'a'.repeat(21)}"}`],
    ['[ASVS-15.3.3] a field too many', '{"name":"a","role":"owner"}'],
    ['[ASVS-15.3.6] __proto__', '{"name":"a","__proto__":{"isAdmin":true}}'],
    ['[ASVS-15.3.6] __proto__ further down', '{"name":{"__proto__":{"isAdmin":true}}}'],
    ['[ASVS-15.3.6] constructor', '{"name":"a","constructor":{"prototype":{"isAdmin":true}}}'],
    ['60,000 brackets', '['.repeat(60_000)],
  ])('with %s is refused by name, and nothing happens', async (_what, sent) => {
    expect(await ask(POST, { body: sent })).toMatchObject({ status: 422, code: 'invalid_input' });
    expect(handle).not.toHaveBeenCalled();
    expect('isAdmin' in {}).toBe(false);
  });

  test('that is not UTF-8 is refused', async () => {
    const sent = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect(await ask(POST, { body: sent })).toMatchObject({ status: 422 });
  });

  test('that nobody asked for is refused', async () => {
    expect(await ask(POST_EMPTY, { body: '{"role":"owner"}' })).toMatchObject({ status: 422 });
  });

  test('is read to 64 kB, whatever its length claims to be', async () => {
    let sentBytes = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sentBytes += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    expect(await ask(POST, { body: endless })).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(sentBytes).toBeLessThan(200_000);
    const claim = { 'content-length': '99999999' };
    expect(await ask(POST, { headers: claim, body: GOOD })).toMatchObject({ status: 413 });
  });
});

describe('a query', () => {
  test.each([
    ['[ASVS-15.3.7] a name twice', '?page=1&page=2'],
    ['[ASVS-15.3.7] a name twice, once encoded', '?page=1&p%61ge=2'],
    ['[ASVS-15.3.3] a name that the route does not know', '?page=1&role=owner'],
    ['[ASVS-15.3.6] __proto__', '?__proto__=1'],
    ['[ASVS-15.3.6] constructor', '?constructor=1'],
    ['[ASVS-2.2.1] a value of the wrong kind', '?page=first'],
  ])('with %s is refused', async (_what, search) => {
    expect(await ask(GET, { method: 'GET', path: `/api/x${search}` })).toMatchObject({ status: 422 });
    expect(handle).not.toHaveBeenCalled();
  });

  test('that nobody asked for is refused', async () => {
    expect(await ask(POST_EMPTY, { path: '/api/x?debug=1' })).toMatchObject({ status: 422 });
  });
});

test('[ASVS-2.4.1] what comes faster than anybody clicks waits, and is told how long', async () => {
  const POST_DOOR = open({ rate: 'door' }, handle);
  const statuses: number[] = [];
  for (let times = 0; times < 101; times += 1) statuses.push((await ask(POST_DOOR)).status);
  expect(statuses.slice(0, 100).every((status) => status === 200)).toBe(true);
  const refused = await ask(POST_DOOR);
  expect(refused).toMatchObject({ status: 429, code: 'too_many_requests' });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(handle).toHaveBeenCalledTimes(100);
});

test('[ASVS-16.5.1] [ASVS-16.5.3] a failure that nobody foresaw answers nothing of itself', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const secret = 'made-up-secret-in-a-message';
  const failing = open({}, async () => {
    throw new TypeError(`cannot read\n${secret}`);
  });
  const answer = await ask(failing);
  expect(answer).toMatchObject({ status: 500, code: 'internal' });
  expect(answer.text).not.toMatch(/cannot read|TypeError|open\.test|made-up/);
  expect(written.mock.calls.join('')).not.toContain(secret);
});
