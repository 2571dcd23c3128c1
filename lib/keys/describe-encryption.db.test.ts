import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveCredentialsStep } from '@/lib/accounts/step-mutations';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { addKey } from '@/lib/keys/add-key';
import { describeEncryption } from '@/lib/keys/describe-encryption';
import { rewrapAll } from '@/lib/keys/rewrap-all';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';
import { fillSealedColumns, startAnew } from '@/test/sealed-rows';

const DAY_MS = 86_400_000;
const NOW = new Date();
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

let store: Store;
let owner: Person;
let file: string;
beforeAll(async () => {
  store = await openTestStore();
  owner = await makePerson(store);
});
beforeEach(async () => {
  file = await startAnew(store);
});
afterAll(() => store.close());

test('tells keys, what is sealed with each, and why one stays; no key is in it', async () => {
  await fillSealedColumns(store, 2);
  await addKey(store, owner, NOW);
  const before = await describeEncryption({ ...store, kind: 'server' }, NOW);
  expect(before).toMatchObject({
    provider: 'file',
    file,
    keys: [
      { id: 'k2', since: NOW.toISOString(), count: 0, staysBecause: 'current' },
      { id: 'k1', count: 13, staysBecause: 'in-use', places: expect.arrayContaining(['Access tokens: 2']) },
    ],
    rewrapping: { left: 13, isRunning: false },
  });
  for (const key of store.ring.keys.values())
    expect(JSON.stringify(before)).not.toContain(key.export().toString('base64').slice(0, 20));
  await rewrapAll(store, { signal: new AbortController().signal });
  const staysBecause = async (now: Date) =>
    (await describeEncryption({ ...store, kind: 'server' }, now)).keys.map((key) => key.staysBecause);
  expect(await staysBecause(NOW)).toEqual(['current', 'too-new']);
  expect(await staysBecause(inDays(1))).toEqual(['current', null]);
});

test('[ASVS-13.1.4] [ASVS-13.3.4] names client secrets that are older than a year, and no longer once they are replaced', async () => {
  const [id = '', other = ''] = await fillSealedColumns(store, 2);
  await store.db.update(accounts).set({ deletedAt: NOW }).where(eq(accounts.id, other));
  const oldOnes = async (now: Date) =>
    (await describeEncryption(store, now)).oldSecrets.map(({ accountId }) => accountId);
  expect(await oldOnes(NOW)).toEqual([]);
  expect(await oldOnes(inDays(364))).toEqual([]);
  expect(await oldOnes(inDays(366)), 'a deleted account needs no new secret').toEqual([id]);
  const yearsAgo = inDays(-800);
  await store.db.update(accounts).set({ clientSecretSavedAt: yearsAgo }).where(eq(accounts.id, id));
  expect(await oldOnes(NOW)).toEqual([id]);
  await saveCredentialsStep(store, owner, id, 1, { clientId: 'made-up-client', clientSecret: '' });
  expect(await oldOnes(NOW), 'the same secret kept is as old as before').toEqual([id]);
  await saveCredentialsStep(store, owner, id, 2, { clientId: 'made-up-client', clientSecret: 'made-up-new' });
  expect(await oldOnes(NOW)).toEqual([]);
});
