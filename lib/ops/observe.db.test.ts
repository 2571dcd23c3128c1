import { type Attributes, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Store } from '@/lib/db/store';
import { meters } from '@/lib/ops/meters';
import { keepNextOut } from '@/lib/ops/tracing';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, html, refusal } from '@/test/authorization-server/answers';
import { CLIENT, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
const ended: { tracer: string; name: string; attributes: Attributes; status: number }[] = [];

/** As much of an SDK as keeps the spans that ended. */
function keepingTracer(tracer: string): Tracer {
  const start = (name: string, attributes: Attributes = {}) => {
    const span = { tracer, name, attributes: { ...attributes }, status: SpanStatusCode.UNSET };
    return {
      setAttribute: (key: string, value: string) => Object.assign(span.attributes, { [key]: value }),
      setAttributes: (more: Attributes) => Object.assign(span.attributes, more),
      setStatus: ({ code }: { code: number }) => Object.assign(span, { status: code }),
      end: () => ended.push(span),
    } as unknown as Span;
  };
  return {
    startSpan: (name: string, options?: { attributes?: Attributes }) => start(name, options?.attributes),
    startActiveSpan: (name: string, options: { attributes?: Attributes }, work: (span: Span) => unknown) =>
      work(start(name, options.attributes)),
  } as unknown as Tracer;
}

let store: Store;
let account: TestAccount;
beforeAll(async () => {
  store = await openTestStore();
  account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect({ refresh_token: 'made-up-refresh-1' });
  trace.setGlobalTracerProvider({ getTracer: keepingTracer });
});
afterAll(async () => {
  trace.disable();
  await store.close();
});
beforeEach(() => {
  ended.length = 0;
  meters().registry.resetMetrics();
});

/** What the log says of a renewal that is answered so. */
async function renew(answer: Answer): Promise<Record<string, unknown>[]> {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  server.expect(TOKEN, answer);
  await renewToken(account.context, null, account.id).catch(() => undefined);
  const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)));
  written.mockRestore();
  return lines;
}

const countsOf = async (name: 'renewals' | 'tokenRequests') =>
  (await meters()[name].get()).values.map(({ labels, value }) => ({ ...labels, value }));

test('[ASVS-16.2.5] a renewal is two spans, one line and two counts, and none of them holds a secret', async () => {
  const lines = await renew(grant({ access_token: 'made-up-access-2', refresh_token: 'made-up-refresh-2' }));
  const { id } = account;
  expect(ended.map(({ name, attributes, status }) => ({ name, attributes, status }))).toEqual([
    {
      name: 'token.request',
      status: SpanStatusCode.UNSET,
      attributes: {
        'account.id': id,
        'server.address': server.host,
        'oauth.grant_type': 'refresh_token',
        'http.response.status_code': 200,
      },
    },
    {
      name: 'token.renew',
      status: SpanStatusCode.UNSET,
      attributes: { 'account.id': id, outcome: 'renewed' },
    },
  ]);
  expect(lines).toMatchObject([
    { level: 'info', event: 'renewal_done', account: id, asked: 'clock', outcome: 'renewed' },
  ]);
  expect(await countsOf('renewals')).toEqual([{ outcome: 'renewed', value: 1 }]);
  expect(await countsOf('tokenRequests')).toEqual([{ grant: 'refresh_token', outcome: 'ok', value: 1 }]);
  expect(JSON.stringify([ended, lines])).not.toMatch(
    new RegExp(`made-up|${CLIENT.clientSecret}|${CLIENT.clientId}`),
  );
});

test('a failure is told by its code, with where the account stands and when it is tried again', async () => {
  const lines = await renew(html(503));
  expect(ended.map(({ name, attributes, status }) => [name, attributes['error.type'], status])).toEqual([
    ['token.request', 'endpoint_server_error', SpanStatusCode.ERROR],
    ['token.renew', 'endpoint_server_error', SpanStatusCode.ERROR],
  ]);
  expect(lines).toMatchObject([
    {
      level: 'warn',
      event: 'renewal_failed',
      code: 'endpoint_server_error',
      outcome: 'temporary',
      state: 'degraded',
      nextTryAt: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  ]);
  await renew(refusal(401, 'invalid_client'));
  expect(await countsOf('renewals')).toEqual([
    { outcome: 'temporary', value: 1 },
    { outcome: 'credentials_rejected', value: 1 },
  ]);
});

test('spans of Next, which carry whole addresses, are kept out; ours still come', () => {
  const startFor = (tracer: string) => trace.getTracer(tracer).startSpan('made-up').end();
  startFor('next.js');
  expect(ended.map(({ tracer }) => tracer)).toEqual(['next.js']);
  ended.length = 0;
  keepNextOut();
  startFor('next.js');
  startFor('coupa-account-wizard');
  expect(ended.map(({ tracer }) => tracer)).toEqual(['coupa-account-wizard']);
});
