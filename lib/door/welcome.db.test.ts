import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, people, welcomeLinks } from '@/lib/db/schema';
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

const claim = (token: string, name: string, at = now) =>
  claimWelcome(store, token, owner(name), { address: '192.0.2.7', now: at });
const issue = async () => (await issueWelcomeToken(store, now)) ?? '';

test('[ASVS-6.3.2] [ASVS-6.4.1] nobody is there at first; a link makes one owner, and a second use makes nobody', async () => {
  expect(await store.db.select().from(people)).toEqual([]);
  const token = await issue();
  expect(await welcomeState(store, token, now)).toBe('open');
  expect(await claim(token, 'ann')).not.toBeNull();
  expect(await welcomeState(store, token, now)).toBe('used');
  expect(await claim(token, 'eve')).toBeNull();
  const [made, ...others] = await store.db.select().from(people);
  expect(made).toMatchObject({ email: 'ann@acme.example', role: 'owner' });
  expect(others).toEqual([]);
  const lines = await store.db.select().from(events);
  expect(lines).toMatchObject([{ kind: 'owner_made', personId: made?.id, address: '192.0.2.7' }]);
});

test('of 50 claims at once exactly one wins', async () => {
  const token = await issue();
  const claims = Array.from({ length: 50 }, (_, n) => claim(token, `p${n}`));
  const won = (await Promise.all(claims)).filter(Boolean);
  expect(won).toHaveLength(1);
  expect(await store.db.select().from(people)).toHaveLength(1);
});

test('[ASVS-6.4.1] a link lives 24 hours', async () => {
  const token = await issue();
  expect(await welcomeState(store, token, new Date(dayLater.getTime() - 1))).toBe('open');
  expect(await welcomeState(store, token, dayLater)).toBe('expired');
  expect(await claim(token, 'ann', dayLater)).toBeNull();
});

test('a new start ends the links of earlier ones', async () => {
  const [first, second] = [await issue(), await issue()];
  expect(await welcomeState(store, first, now)).toBe('expired');
  expect(await claim(first, 'ann')).toBeNull();
  expect(await claim(second, 'ann')).not.toBeNull();
});

test('an open link is worth nothing once somebody exists', async () => {
  const token = await issue();
  await store.db.insert(people).values({ ...owner('ann'), role: 'owner' });
  expect(await welcomeState(store, token, now)).toBe('used');
  expect(await claim(token, 'eve')).toBeNull();
});

test('what is not a link opens nothing', async () => {
  await issue();
  expect(await welcomeState(store, '', now)).toBe('unknown');
  expect(await claim('a'.repeat(43), 'eve')).toBeNull();
});

test('a start prints the link until somebody exists, then the address', async () => {
  const line = await openLine(store, 'http://localhost:3000', now);
  expect(line).toMatch(/^Open http:\/\/localhost:3000\/welcome\?token=[\w-]{43}$/);
  await claim(line.split('token=')[1] ?? '', 'ann');
  expect(await openLine(store, 'http://localhost:3000', now)).toBe('Open http://localhost:3000');
});
