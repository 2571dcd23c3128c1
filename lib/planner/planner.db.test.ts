import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount, listHistory } from '@/lib/accounts/data';
import { applyAccount, deleteAccount, setAccountPeople } from '@/lib/accounts/mutations';
import { accounts, alerts, people, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { listChoosablePeople } from '@/lib/door/choosable-people';
import { listPlanned, listSignIns } from '@/lib/planner/data';
import { remindOfConsent } from '@/lib/upkeep/remind-of-consent';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const server = scriptedServer();
const DAY_MS = 86_400_000;
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** In use, by refresh token, with a consent of the test clock's first day. */
async function byCode(parts: Record<string, unknown> = { refresh_token: 'made-up-refresh' }) {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect(parts);
  await applyAccount(store, account.person, account.id);
  return account;
}
const START = new Date('2026-11-24T10:00:00Z');
const day = (number: number, hours = 0) => new Date(START.getTime() + number * DAY_MS + hours * 3_600_000);
const reminders = async (id: string) =>
  (await store.db.select().from(alerts).where(eq(alerts.accountId, id)).orderBy(alerts.at)).map(
    ({ facts, at }) => `${facts.daysLeft} left on day ${(at.getTime() - START.getTime()) / DAY_MS}`,
  );
const remove = (account: TestAccount) => deleteAccount(store, account.person, account.id);

test('reminders: at 30, 14, 7, 1 days and once it is over, each exactly once over 91 days of asking every twelve hours', async () => {
  const account = await byCode();
  const withoutRefreshToken = await byCode({});
  const byCredentials = await TestAccount.make(store, server);
  server.expect(TOKEN, grant());
  await byCredentials.authorize();
  await applyAccount(store, byCredentials.person, byCredentials.id);
  let told = 0;
  for (let hours = 0; hours <= 91 * 24; hours += 12) told += await remindOfConsent({ store }, day(0, hours));
  expect(await reminders(account.id)).toEqual([
    '30 left on day 60',
    '14 left on day 76',
    '7 left on day 83',
    '1 left on day 89',
    '0 left on day 90',
  ]);
  expect(told).toBe(5);
  const [first] = await store.db
    .select()
    .from(alerts)
    .where(eq(alerts.accountId, account.id))
    .orderBy(alerts.at)
    .limit(1);
  expect(first).toMatchObject({
    kind: 'reminder',
    facts: { endsAt: '2027-02-22T10:00:00.000Z', label: 'AP invoices' },
  });
  for (const other of [withoutRefreshToken, byCredentials]) expect(await reminders(other.id)).toEqual([]);
  for (const each of [account, withoutRefreshToken, byCredentials]) await remove(each);
});

test('after an outage only the nearest reminder is told; a new consent begins anew; two processes tell once', async () => {
  const account = await byCode();
  expect(await remindOfConsent({ store }, day(84))).toBe(1);
  expect(await reminders(account.id)).toEqual(['6 left on day 84']);
  await store.db
    .update(tokens)
    .set({ consentedAt: day(85) })
    .where(eq(tokens.accountId, account.id));
  expect(await remindOfConsent({ store }, day(90))).toBe(0);
  const both = await Promise.all([
    remindOfConsent({ store }, day(169)),
    remindOfConsent({ store }, day(169)),
  ]);
  expect(both[0] + both[1]).toBe(1);
  expect(await reminders(account.id)).toEqual(['6 left on day 84', '6 left on day 169']);
  await remove(account);
});

test('nobody is reminded of what was not applied, is deleted, or is refused already', async () => {
  const account = await byCode();
  const told = () => remindOfConsent({ store }, day(70));
  await store.db.update(accounts).set({ appliedAt: null }).where(eq(accounts.id, account.id));
  expect(await told()).toBe(0);
  await applyAccount(store, account.person, account.id);
  await store.db.update(upkeep).set({ state: 'reauth_required' }).where(eq(upkeep.accountId, account.id));
  expect(await told()).toBe(0);
  await remove(account);
  await store.db.update(upkeep).set({ state: 'healthy' }).where(eq(upkeep.accountId, account.id));
  expect(await told()).toBe(0);
});

test('the planner lists the nearest end first, what is refused before all, and counts the next 30 days', async () => {
  const [late, soon, refused] = [await byCode(), await byCode(), await byCode()];
  await store.db
    .update(tokens)
    .set({ consentedAt: day(-70) })
    .where(eq(tokens.accountId, soon.id));
  await store.db
    .update(upkeep)
    .set({ state: 'reauth_required', since: day(1) })
    .where(eq(upkeep.accountId, refused.id));
  const withoutRefreshToken = await byCode({});
  const page = await listPlanned(store, { filter: 'all', page: 1 }, day(2));
  expect(page.rows.map(({ accountId }) => accountId)).toEqual([refused.id, soon.id, late.id]);
  expect(page.rows.map(({ refusedSince }) => refusedSince)).toEqual([day(1), null, null]);
  expect(page.rows[1]?.endsAt).toEqual(day(20));
  expect(page).toMatchObject({ counts: { all: 3, soon: 2 }, total: 3 });
  const near = await listPlanned(store, { filter: 'soon', page: 1 }, day(2));
  expect(near.rows.map(({ accountId }) => accountId)).toEqual([refused.id, soon.id]);

  expect(await listSignIns(store, withoutRefreshToken.id)).toEqual([]);
  const signIns = (await listSignIns(store, null)).map(({ accountId }) => accountId);
  expect([signIns[0], signIns.toSorted()]).toEqual([soon.id, [late.id, soon.id, refused.id].toSorted()]);
  for (const each of [late, soon, refused, withoutRefreshToken]) await remove(each);
});

test('owner and deputy change hands with a line each; nobody is chosen who may not sign in', async () => {
  const account = await byCode();
  const { id, person: maya } = account;
  const [priya, gone] = [await makePerson(store, 'editor'), await makePerson(store, 'editor')];
  await store.db.update(people).set({ firstName: 'Priya', lastName: 'Nair' }).where(eq(people.id, priya.id));
  await store.db
    .update(people)
    .set({ disabledAt: day(0) })
    .where(eq(people.id, gone.id));
  const set = (ownerId: string, deputyId: string | null) =>
    setAccountPeople(store, maya, id, { ownerId, deputyId });
  const view = () => getAccount(store, id, 'http://localhost:3000', day(0));

  await set(maya.id, priya.id);
  expect(await view()).toMatchObject({ ownerId: maya.id, deputyId: priya.id, deputyName: 'Priya Nair' });
  await set(priya.id, maya.id);
  await set(priya.id, maya.id);
  expect(await view()).toMatchObject({ ownerName: 'Priya Nair', deputyName: 'Maya Lindqvist' });
  await expect(set(priya.id, gone.id)).rejects.toMatchObject({
    code: 'invalid_input',
    facts: { field: 'deputyId' },
  });
  await expect(set(gone.id, null)).rejects.toMatchObject({ facts: { field: 'ownerId' } });
  await set(priya.id, null);
  const lines = (await listHistory(store, id)).filter(({ kind }) => /^(owner|deputy)_changed$/.test(kind));
  expect(lines.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    'deputy_changed null',
    'deputy_changed Maya Lindqvist',
    'owner_changed Priya Nair',
    'deputy_changed Priya Nair',
  ]);

  const names = (await listChoosablePeople(store)).filter((each) =>
    [gone.id, priya.id, maya.id].includes(each.id),
  );
  expect(names.map(({ name }) => name)).toEqual([`Maya Lindqvist (${maya.email})`, 'Priya Nair']);
  await remove(account);
  await expect(set(maya.id, null)).rejects.toMatchObject({ code: 'not_found' });
});
