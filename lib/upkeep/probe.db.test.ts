import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { loadUpkeep } from '@/lib/upkeep/data';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { probeDue } from '@/lib/upkeep/probe-due';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, html, json } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const HOUR_MS = 3_600_000;
const DEPARTMENTS = '/api/departments';
const INVOICES = '/api/invoices';
const server = scriptedServer();
let store: Store;
let account: TestAccount;
let limits: HostLimits;

beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  account = await TestAccount.make(store, server, { scopes: ['core.common.read', 'core.invoice.read'] });
  limits = new HostLimits({ clock: account.clock });
  server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
  await account.authorize();
  await applyAccount(store, account.person, account.id);
});
afterEach(() => store.db.update(accounts).set({ deletedAt: new Date() }));
afterAll(() => store.close());

const round = () => probeDue(account.context, limits, new AbortController().signal);
const row = async () => {
  const found = await loadUpkeep(store, account.id);
  if (!found) throw new Error('there is no upkeep');
  return found;
};
const dueNow = () => store.db.update(upkeep).set({ probeDueAt: account.clock.now() });

const tokenEndsInMs = (ms: number) =>
  store.db.update(tokens).set({ expiresAt: new Date(account.clock.now().getTime() + ms) });

/** A day later, with a token that is alive: one read, answered so. */
async function probed(path: string, answer: Answer) {
  account.clock.moveMs(27 * HOUR_MS);
  await tokenEndsInMs(HOUR_MS);
  server.expect(`GET ${path}`, answer);
  const done = await round();
  return { done, ...(await row()) };
}

test('once a day one cheap read proves that the token works: in use only, and not before Coupa knows the token', async () => {
  expect(await round()).toMatchObject({ read: 0 });
  const first = (await row()).probeDueAt?.getTime() ?? 0;
  expect(first).toBeGreaterThanOrEqual(account.clock.now().getTime());
  expect(first).toBeLessThanOrEqual(account.clock.now().getTime() + 24 * HOUR_MS);
  await dueNow();
  expect(await round(), 'only seconds old').toMatchObject({ read: 0 });

  const { done, proof, probeDueAt, state } = await probed(DEPARTMENTS, json(200, []));
  const at = account.clock.now();
  expect(done).toMatchObject({ read: 1, hastened: 0 });
  expect(proof).toEqual({ method: 'GET', path: DEPARTMENTS, status: 200, at: at.toISOString() });
  expect(state).toBe('healthy');
  const nextInHours = ((probeDueAt?.getTime() ?? 0) - at.getTime()) / HOUR_MS;
  expect(nextInHours).toBeGreaterThan(21);
  expect(nextInHours).toBeLessThan(27);
  expect(server.last.headers.authorization).toBe('Bearer made-up-first');
  expect(server.last.query.get('limit')).toBe('1');
  expect(await round(), 'not again before it is due').toMatchObject({ read: 0 });

  await store.db.update(accounts).set({ appliedAt: null }).where(eq(accounts.id, account.id));
  expect(await round(), 'not in use').toMatchObject({ read: 0 });
});

test('a 403 is kept as an answer, changes no state, and the next read is another one', async () => {
  await round();
  const refused = await probed(DEPARTMENTS, json(403, {}));
  expect(refused).toMatchObject({ state: 'healthy', proof: null });
  expect(refused.lastRead).toMatchObject({ status: 403, path: DEPARTMENTS });
  const proof = { status: 200, path: INVOICES };
  expect(await probed(INVOICES, json(200, []))).toMatchObject({ proof, lastRead: proof });
  expect(await probed(INVOICES, json(200, [])), 'the one that worked').toMatchObject({ done: { read: 1 } });
});

test('a 401 brings the renewal forward, once for each token', async () => {
  const later = new Date(account.clock.now().getTime() + 900 * HOUR_MS);
  const notDueForLong = () => store.db.update(upkeep).set({ dueAt: later });
  await round();
  await notDueForLong();
  const first = await probed(DEPARTMENTS, json(401, {}));
  expect(first.done).toMatchObject({ hastened: 1 });
  expect(first.dueAt).toEqual(account.clock.now());
  expect(first).toMatchObject({ state: 'healthy', proof: null, lastRead: { status: 401 } });

  await notDueForLong();
  const again = await probed(INVOICES, json(401, {}));
  expect(again, 'the same token').toMatchObject({ done: { hastened: 0 }, dueAt: later });

  server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
  await renewToken(account.context, null, account.id);
  expect((await probed(DEPARTMENTS, json(401, {}))).done, 'a new one').toMatchObject({ hastened: 1 });

  await store.db.update(upkeep).set({ dueAt: null, lastRead: null });
  const held = await probed(DEPARTMENTS, json(401, {}));
  expect(held.dueAt, 'only a person can go on').toBeNull();
});

test('an instance in trouble says nothing about the token: asked again in an hour, left alone as long as it wants', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await round();
  const at = () => account.clock.now().getTime();
  for (const answer of [json(503, {}), html(200), json(429, {}, { 'Retry-After': '7200' })]) {
    const after = await probed(DEPARTMENTS, answer);
    expect(after).toMatchObject({ lastRead: null, state: 'healthy' });
    expect(after.probeDueAt?.getTime()).toBe(at() + HOUR_MS);
  }
  expect(written.mock.calls.map(([line]) => JSON.parse(String(line)).code)).toEqual([
    'endpoint_server_error',
    'answer_not_json',
    'rate_limited',
  ]);
  await dueNow();
  expect(await round(), 'paused').toMatchObject({ read: 0 });
  expect(limits.isPaused(server.origin)).toBe(true);
});
