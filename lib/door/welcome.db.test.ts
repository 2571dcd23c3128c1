import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { people, welcomeLinks } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openLine } from '@/lib/door/open-line';
import { claimWelcome, issueWelcomeToken, welcomeState } from '@/lib/door/welcome';
import { openTestStore } from '@/test/database';

const now = new Date('2026-03-01T08:00:00Z');
const dayLater = new Date('2026-03-02T08:00:00Z');
const owner = (name: string) => ({
  email: `${name}@acme.example`,
  firstName: name,
  lastName: 'Lee',
  passwordHash: 'none',
});

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.delete(people);
  await store.db.delete(welcomeLinks);
});
afterAll(() => store.close());

const issue = async () => (await issueWelcomeToken(store, now)) ?? '';

test('a link makes one owner, and a second use makes nobody', async () => {
  const token = await issue();
  expect(await welcomeState(store, token, now)).toBe('open');
  expect(await claimWelcome(store, token, owner('ann'), now)).toBe(true);
  expect(await welcomeState(store, token, now)).toBe('used');
  expect(await claimWelcome(store, token, owner('eve'), now)).toBe(false);
  expect(await store.db.select().from(people)).toMatchObject([{ email: 'ann@acme.example', role: 'owner' }]);
});

test('of 50 claims at once exactly one wins', async () => {
  const token = await issue();
  const claims = Array.from({ length: 50 }, (_, n) => claimWelcome(store, token, owner(`p${n}`), now));
  const won = (await Promise.all(claims)).filter(Boolean);
  expect(won).toHaveLength(1);
  expect(await store.db.select().from(people)).toHaveLength(1);
});

test('a link lives 24 hours', async () => {
  const token = await issue();
  expect(await welcomeState(store, token, new Date(dayLater.getTime() - 1))).toBe('open');
  expect(await welcomeState(store, token, dayLater)).toBe('expired');
  expect(await claimWelcome(store, token, owner('ann'), dayLater)).toBe(false);
});

test('a new start ends the links of earlier ones', async () => {
  const [first, second] = [await issue(), await issue()];
  expect(await welcomeState(store, first, now)).toBe('expired');
  expect(await claimWelcome(store, first, owner('ann'), now)).toBe(false);
  expect(await claimWelcome(store, second, owner('ann'), now)).toBe(true);
});

test('an open link is worth nothing once somebody exists', async () => {
  const token = await issue();
  await store.db.insert(people).values({ ...owner('ann'), role: 'owner' });
  expect(await welcomeState(store, token, now)).toBe('used');
  expect(await claimWelcome(store, token, owner('eve'), now)).toBe(false);
});

test('what is not a link opens nothing', async () => {
  await issue();
  expect(await welcomeState(store, '', now)).toBe('unknown');
  expect(await claimWelcome(store, 'a'.repeat(43), owner('eve'), now)).toBe(false);
});

test('a start prints the link until somebody exists, then the address', async () => {
  const line = await openLine(store, 'http://localhost:3000', now);
  expect(line).toMatch(/^Open http:\/\/localhost:3000\/welcome\?token=[\w-]{43}$/);
  await claimWelcome(store, line.split('token=')[1] ?? '', owner('ann'), now);
  expect(await openLine(store, 'http://localhost:3000', now)).toBe('Open http://localhost:3000');
});
