import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addChannel, setPaused } from '@/lib/alerts/channel-mutations';
import { raiseAlert } from '@/lib/alerts/raise-alert';
import { raiseDueAlerts } from '@/lib/alerts/raise-due-alerts';
import { alertChannels, alertDeliveries, alerts, events, people, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';
import { makeToldAccount, type ToldAccount } from '@/test/told-account';

process.env.SMTP_URL = 'smtp://localhost:1';
process.env.MAIL_FROM = 'alerts@acme.example';

const START = new Date('2026-11-24T10:00:00Z');
const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
afterEach(async () => {
  await store.db.delete(alerts);
  await store.db.delete(upkeep);
  await store.db.delete(alertChannels);
});

const look = (minutes: number) => raiseDueAlerts({ store }, at(minutes));
const told = async ({ id }: ToldAccount) =>
  (await store.db.select().from(alerts).where(eq(alerts.accountId, id)).orderBy(alerts.at)).map(
    ({ kind, at: told, facts }) => `${kind} ${(told.getTime() - START.getTime()) / 60_000} ${facts.state}`,
  );
const channel = async (name: string, target: string, accountId: string | null = null) => {
  const by = await makePerson(store);
  const wanted = { kind: 'email' as const, name, target, accountId };
  return (await addChannel(store, by, wanted, { alertHosts: [], now: START })).id;
};

test('what needs a person is told at once and once, however many look; the all-clear once after it', async () => {
  const broken: ToldAccount[] = [];
  for (const state of ['reauth_required', 'credentials_rejected', 'config_error'] as const) {
    const account = await makeToldAccount(store);
    await account.becomes(state, START, { reason: 'invalid_client', facts: { status: 401 } });
    broken.push(account);
  }
  const looks = await Promise.all([look(1), look(1), look(1), look(1)]);
  expect(looks.reduce((sum, each) => sum + each)).toBe(3);
  expect(await look(90)).toBe(0);
  for (const account of broken) await account.becomes('healthy', at(100));
  const clears = await Promise.all([look(101), look(101)]);
  expect(clears.reduce((sum, each) => sum + each)).toBe(3);
  expect(await look(200)).toBe(0);
  const [first, second, third] = await Promise.all(broken.map(told));
  expect(first).toEqual(['failed 1 reauth_required', 'recovered 101 healthy']);
  expect(second).toEqual(['failed 1 credentials_rejected', 'recovered 101 healthy']);
  expect(third).toEqual(['failed 1 config_error', 'recovered 101 healthy']);
});

test('an alert says why, who fixes it and what comes next, in plain words', async () => {
  const account = await makeToldAccount(store, { label: 'Suppliers' });
  const facts = { status: 401, host: 'acme.coupahost.com' };
  await account.becomes('credentials_rejected', START, { reason: 'invalid_client', facts, dueAt: at(60) });
  await look(1);
  const [alert] = await store.db.select().from(alerts).where(eq(alerts.accountId, account.id));
  expect(alert?.facts).toMatchObject({
    ...{ label: 'Suppliers', instance: 'https://acme.coupahost.com' },
    ...{ state: 'credentials_rejected', since: START.toISOString(), code: 'invalid_client' },
    ...{ nextTryAt: at(60).toISOString(), tokenEndsAt: '2026-11-25T08:00:00.000Z' },
    ...{ title: expect.stringMatching(/\w/), happened: expect.stringMatching(/\w/) },
    ...{ fixer: expect.stringMatching(/\w/), steps: expect.arrayContaining([expect.any(String)]) },
  });
  expect(JSON.stringify(alert?.facts)).not.toMatch(/\*\*|`/);
});

describe('a passing trouble', () => {
  const trouble = { reason: 'endpoint_server_error' as const, facts: { status: 503 } };

  test('is told when it has lasted an hour, and a worse state after it once more', async () => {
    const account = await makeToldAccount(store);
    await account.becomes('degraded', START, trouble);
    expect(await look(59)).toBe(0);
    expect(await look(60)).toBe(1);
    await account.becomes('reauth_required', at(70), { reason: 'invalid_grant' });
    await look(71);
    await account.becomes('degraded', at(80), trouble);
    expect(await look(180)).toBe(0);
    expect(await told(account)).toEqual(['failed 60 degraded', 'failed 71 reauth_required']);
    expect(await account.toldAs()).toBe('reauth_required');
  });

  test('is told after two minutes when the token ends within two hours, and then says so', async () => {
    const late = await makeToldAccount(store, { tokenEndsAt: at(60) });
    const early = await makeToldAccount(store, { tokenEndsAt: at(125) });
    await late.becomes('degraded', START, trouble);
    await early.becomes('degraded', START, trouble);
    expect(await look(1)).toBe(0);
    expect(await look(2)).toBe(1);
    const [alert] = await store.db.select().from(alerts).where(eq(alerts.accountId, late.id));
    expect(alert?.facts.because).toBe('the token ends soon');
    expect(await told(early)).toEqual([]);
  });

  test('that is over before anybody was told passes in silence', async () => {
    const account = await makeToldAccount(store);
    await account.becomes('degraded', START, trouble);
    await look(30);
    await account.becomes('healthy', at(31));
    expect(await look(32)).toBe(0);
  });
});

test('what flutters within an hour of its all-clear is told only once it lasts ten minutes', async () => {
  const account = await makeToldAccount(store);
  const breaks = (minutes: number) =>
    account.becomes('config_error', at(minutes), { reason: 'invalid_scope' });
  await breaks(0);
  await look(0);
  await account.becomes('healthy', at(5));
  await look(5);
  await breaks(10);
  expect(await look(19)).toBe(0);
  await account.becomes('healthy', at(19));
  expect(await look(20)).toBe(0);
  await breaks(30);
  expect(await look(39)).toBe(0);
  expect(await look(40)).toBe(1);
  await account.becomes('healthy', at(41));
  await look(41);
  await breaks(102);
  expect(await look(102)).toBe(1);
  expect(await told(account)).toEqual([
    'failed 0 config_error',
    'recovered 5 healthy',
    'failed 40 config_error',
    'recovered 41 healthy',
    'failed 102 config_error',
  ]);
});

test('accounts that are being set up, or are deleted, are told of to nobody', async () => {
  for (const wanted of [{ appliedAt: null }, { deletedAt: START }]) {
    const account = await makeToldAccount(store, wanted);
    await account.becomes('reauth_required', START, { reason: 'invalid_grant' });
  }
  expect(await look(1)).toBe(0);
});

test('it goes to channels for all and for this account, not to paused ones, and to owner and deputy, no mailbox twice', async () => {
  const deputy = await makePerson(store, 'editor');
  const account = await makeToldAccount(store, { deputyId: deputy.id });
  const other = await makeToldAccount(store);
  const forAll = await channel('All', account.owner.email);
  const forThis = await channel('This one', 'this@acme.example', account.id);
  await channel('Another', 'other@acme.example', other.id);
  const paused = await channel('Paused', 'paused@acme.example');
  await setPaused(store, deputy, paused, { isPaused: true, now: START });
  const alert = { accountId: account.id, kind: 'reminder' as const, onceKey: 'reminder:30', at: START };
  const facts = { endsAt: at(60 * 24 * 30).toISOString(), daysLeft: 30 };
  const raised = await Promise.all([1, 2].map(() => raiseAlert(store, { ...alert, facts })));
  expect(raised.toSorted()).toEqual([false, true]);
  const rows = await store.db.select().from(alertDeliveries);
  expect(rows.map(({ channelId, personId }) => channelId ?? personId).toSorted()).toEqual(
    [forAll, forThis, deputy.id].toSorted(),
  );
  const [line] = await store.db.select().from(events).where(eq(events.accountId, account.id));
  expect(line).toMatchObject({
    kind: 'alerted',
    facts: { kind: 'reminder', to: 'All, This one, Maya Lindqvist' },
  });

  await store.db.update(people).set({ disabledAt: START }).where(eq(people.id, deputy.id));
  await raiseAlert(store, { ...alert, onceKey: 'reminder:14', facts });
  expect(await store.db.$count(alertDeliveries, eq(alertDeliveries.personId, deputy.id))).toBe(1);
});
