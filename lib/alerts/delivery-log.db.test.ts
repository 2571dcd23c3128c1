import { afterAll, beforeAll, expect, test } from 'vitest';
import { listChannels } from '@/lib/alerts/channel-data';
import { addChannel, MAX_CHANNELS, removeChannel, setPaused } from '@/lib/alerts/channel-mutations';
import { DELIVERIES_PER_PAGE, listDeliveries } from '@/lib/alerts/delivery-data';
import { claimDue, finishTry } from '@/lib/alerts/delivery-mutations';
import { describeAlerts } from '@/lib/alerts/describe-alerts';
import { raiseAlert } from '@/lib/alerts/raise-alert';
import { trimAlerts } from '@/lib/alerts/trim-alerts';
import { alerts, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';
import { makeToldAccount } from '@/test/told-account';

const START = new Date('2026-11-24T10:00:00Z');
const minute = (count: number) => new Date(START.getTime() + count * 60_000);

let store: Store;
let by: Person;
beforeAll(async () => {
  store = await openTestStore();
  by = await makePerson(store);
});
afterAll(() => store.close());

const add = (name: string, accountId: string | null = null) =>
  addChannel(
    store,
    by,
    { kind: 'webhook', name, target: 'https://hooks.acme.example/made-up-secret-part', accountId },
    { alertHosts: [], now: START },
  );
const log = (query: Partial<Parameters<typeof listDeliveries>[1]> = {}) =>
  listDeliveries(store, { show: 'all', page: 1, ...query });

test('the log, newest first, in parts; what a page shows of an account and of a channel holds no address', async () => {
  const account = await makeToldAccount(store, { label: 'Suppliers' });
  const [pager, other] = [await add('Pager'), await add('Other', account.id)];
  const raise = (count: number) =>
    raiseAlert(store, { accountId: account.id, kind: 'failed', facts: { title: 'No' }, at: minute(count) });
  for (let count = 0; count < 30; count += 1) await raise(count);
  expect(await log()).toMatchObject({
    total: 60,
    rows: expect.objectContaining({ length: DELIVERIES_PER_PAGE }),
  });
  expect((await log({ page: 2 })).rows).toHaveLength(10);
  expect((await log()).rows[0]?.raisedAt).toBe(minute(29).toISOString());
  expect(await describeAlerts(store, account.id, false)).toMatchObject({
    people: [],
    channels: [{ name: 'Other', isPaused: false }, { name: 'Pager' }],
    last: { title: 'Suppliers: No', words: 'It arrived at 0 of 2 receivers; the rest is tried again.' },
  });

  const claim = await claimDue(store, { now: minute(30), withoutChannels: [other.id], withoutMail: true });
  if (!claim) throw new Error('nothing was due');
  const arrived = { status: 'delivered', nextAt: null, lastStatus: 204, lastCode: null } as const;
  await finishTry(store, { ...claim, attempts: 99 }, { ...arrived, status: 'given_up' }, minute(30));
  const open = await log({ show: 'open', channel: pager.id });
  expect([open.total, new Set(open.rows.map(({ status }) => status))]).toEqual([30, new Set(['waiting'])]);
  await finishTry(store, claim, arrived, minute(30));
  expect((await log({ show: 'open', channel: pager.id })).total).toBe(29);
  await setPaused(store, by, pager.id, { isPaused: true, now: minute(31) });
  const due = { now: minute(32), withoutChannels: [other.id], withoutMail: false };
  expect(await claimDue(store, due)).toBeNull();

  const channels = await listChannels(store);
  expect(channels).toMatchObject([
    { name: 'Other', account: { id: account.id, label: 'Suppliers' }, lastDelivery: { status: 'waiting' } },
    { name: 'Pager', account: null, pausedAt: minute(31).toISOString(), target: 'hooks.acme.example' },
  ]);
  const kept = JSON.stringify([channels, await log(), await describeAlerts(store, account.id, true)]);
  const lines = JSON.stringify(await store.db.select().from(events));
  for (const secret of ['made-up-secret-part', pager.secret ?? ''])
    expect(kept + lines).not.toContain(secret);

  expect(await trimAlerts(store, new Date(minute(10).getTime() + 180 * 86_400_000))).toBe(11);
  expect((await log()).total).toBe(38);
  await removeChannel(store, by, other.id);
  expect((await log()).total).toBe(19);
  await expect(removeChannel(store, by, other.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('channels end at a number that can be read, and are for accounts that are there', async () => {
  await store.db.delete(alerts);
  const gone = await makeToldAccount(store, { deletedAt: START });
  await expect(add('Of a deleted one', gone.id)).rejects.toMatchObject({ facts: { field: 'accountId' } });
  const there = (await listChannels(store)).length;
  for (let count = there; count < MAX_CHANNELS; count += 1) await add(`Channel ${count}`);
  await expect(add('One more')).rejects.toMatchObject({ code: 'invalid_input', facts: { field: 'name' } });
});
