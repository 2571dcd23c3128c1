import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as readHealth } from '@/app/api/health/route';
import { GET as readRoute } from '@/app/api/metrics/route';
import { createAccount, deleteAccount } from '@/lib/accounts/mutations';
import { accounts, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { createApiKey } from '@/lib/door/api-keys';
import type { Person } from '@/lib/door/person';
import { noteRound } from '@/lib/ops/last-round';
import { meters } from '@/lib/ops/meters';
import { readMetrics } from '@/lib/ops/read-metrics';
import { countRequest } from '@/lib/ops/request-counts';
import { ending, forgetProcessWide, processWide } from '@/lib/process-wide';
import { openFolder } from '@/lib/tokens/journal-files';
import type { UpkeepState } from '@/lib/upkeep/state';
import { callRoute } from '@/test/call-route';
import { makePerson } from '@/test/person';
import { useStore } from '@/test/use-store';

const NOW = new Date();
const MINUTE_MS = 60_000;
const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS);
const journalDirectory = mkdtempSync(path.join(tmpdir(), 'caw-metrics-'));

let store: Store;
let owner: Person;
let overdueId: string;
beforeAll(async () => {
  store = await useStore();
  owner = await makePerson(store);
  await makeAccount();
  await deleteAccount(store, owner, await makeAccount());
  await makeAccount('healthy', at(600));
  await makeAccount('healthy', at(-0.5));
  overdueId = await makeAccount('degraded', at(-7));
  await deleteAccount(store, owner, await makeAccount('degraded', at(-90)));
});
afterAll(() => store.close());

async function makeAccount(state?: UpkeepState, dueAt: Date | null = null): Promise<string> {
  const step = { accountType: 'other', label: 'Counted by nobody’s name', clientSource: 'new' } as const;
  const id = await createAccount(store, owner, { ...step, instanceUrl: 'https://acme-test.coupahost.com' });
  if (!state) return id;
  await store.db.update(accounts).set({ appliedAt: NOW }).where(eq(accounts.id, id));
  await store.db
    .insert(upkeep)
    .values({ accountId: id, state, dueAt })
    .onConflictDoUpdate({ target: upkeep.accountId, set: { state, dueAt } });
  return id;
}

const read = (now = NOW) => readMetrics({ store, journalDirectory, version: '1.2.3' }, now);
const seriesOf = (text: string, series: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${series} `))
    ?.slice(series.length + 1);

test('accounts by state, what is overdue and for how long, the journal, requests and rounds are counted; nobody is named', async () => {
  mkdirSync(openFolder(journalDirectory), { recursive: true });
  const open = `${overdueId}.2.${crypto.randomUUID()}`;
  writeFileSync(path.join(openFolder(journalDirectory), open), '');
  const asked = { route: '/api/accounts/[id]/token', method: 'GET', status: 200 };
  countRequest({ ...asked, seconds: 0.25 });
  countRequest({ ...asked, seconds: 0.5 });
  noteRound(at(-1));
  meters().renewals.inc({ outcome: 'renewed' }, 3);

  const text = await read();
  const states = { setting_up: 1, deleted: 2, healthy: 2, degraded: 1, reauth_required: 0, quarantined: 0 };
  for (const [state, number] of Object.entries(states))
    expect([state, seriesOf(text, `coupa_wizard_accounts{state="${state}"}`)]).toEqual([state, `${number}`]);
  expect(seriesOf(text, 'coupa_wizard_renewals_overdue')).toBe('1');
  expect(Number(seriesOf(text, 'coupa_wizard_renewals_overdue_oldest_seconds'))).toBeCloseTo(420, 0);
  expect(seriesOf(text, 'coupa_wizard_journal_entries_open')).toBe('1');
  const labels = '{route="/api/accounts/[id]/token",method="GET",status="200"}';
  expect(seriesOf(text, `coupa_wizard_http_requests_total${labels}`)).toBe('2');
  expect(seriesOf(text, 'coupa_wizard_http_request_seconds_total{route="/api/accounts/[id]/token"}')).toBe(
    '0.75',
  );
  expect(seriesOf(text, 'coupa_wizard_renewals_total{outcome="renewed"}')).toBe('3');
  expect(Number(seriesOf(text, 'coupa_wizard_renewal_round_last_timestamp_seconds'))).toBe(
    at(-1).getTime() / 1000,
  );
  expect(text).toMatch(/coupa_wizard_build_info\{version="1\.2\.3",node="v\d+[.\d]+",database="\w+"\} 1/);
  expect(text).toContain('process_resident_memory_bytes');
  expect(text.includes('coupa_wizard_database_connections{state="idle"}')).toBe(store.kind === 'server');
  expect(text).not.toContain(overdueId);
  expect(text).not.toContain('Counted');
  expect(text).not.toContain('acme');
});

test('scrapers cost the database one look in 15 seconds; a state that is left is 0 again', async () => {
  await read(at(10));
  await store.db.update(upkeep).set({ state: 'healthy' }).where(eq(upkeep.accountId, overdueId));
  const degraded = 'coupa_wizard_accounts{state="degraded"}';
  expect(seriesOf(await read(new Date(at(10).getTime() + 14_000)), degraded)).toBe('1');
  expect(seriesOf(await read(new Date(at(10).getTime() + 15_000)), degraded)).toBe('0');
  await store.db.update(upkeep).set({ state: 'degraded' }).where(eq(upkeep.accountId, overdueId));
  const beforeThat = new Date(at(10).getTime() + 14_999);
  expect(seriesOf(await read(beforeThat), degraded), 'the clock was set back').toBe('1');
});

test('the route answers a key with metrics:read and no other, in the format of Prometheus', async () => {
  const keyWith = async (scope: 'metrics:read' | 'status:read') => {
    const asked = { name: 'Prometheus', scopes: [scope], accountIds: null, expiresAt: at(60) };
    const { key } = await createApiKey(store, owner, asked, NOW);
    return { authorization: `Bearer ${key}` };
  };
  const ask = (headers: Record<string, string>) => callRoute(readRoute, { path: '/api/metrics', headers });
  const answer = await ask(await keyWith('metrics:read'));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await answer.text()).toContain('# TYPE coupa_wizard_accounts gauge');
  expect((await ask(await keyWith('status:read'))).status).toBe(403);
});

test('health: live without a look, ready with codes only; late renewals warn, and a stop says so', async () => {
  const ask = async (query = '') => {
    forgetProcessWide('health');
    const answer = await callRoute(readHealth, { path: `/api/health${query}` });
    return [answer.status, await answer.json()];
  };
  forgetProcessWide('rounds');
  expect(await ask()).toEqual([200, { status: 'ok' }]);
  await store.db
    .update(upkeep)
    .set({ dueAt: at(-11) })
    .where(eq(upkeep.accountId, overdueId));
  noteRound(at(-6));
  const warnings = ['renewals_overdue', 'renewals_not_running'];
  expect(await ask('?check=ready')).toEqual([200, { status: 'ok', warnings }]);
  expect(await ask('?check=everything')).toMatchObject([422, { code: 'invalid_input' }]);

  ending().hasBegun = true;
  expect(await ask()).toEqual([503, { status: 'unavailable', reasons: ['stopping'] }]);
  expect(await ask('?check=live')).toEqual([200, { status: 'ok' }]);
  ending().hasBegun = false;
  forgetProcessWide('store');
  processWide('store', () => Promise.reject(new Error('made up')));
  expect(await ask()).toEqual([503, { status: 'unavailable', reasons: ['database_unavailable'] }]);
});
