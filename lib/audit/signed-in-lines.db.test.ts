import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { events, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { signIn } from '@/lib/door/sign-in';
import { openTestStore } from '@/test/database';
import { weakHash } from '@/test/weak-hash';

const PASSWORD = 'quiet river stone, made up';
const now = new Date('2026-11-24T08:00:00Z');
const right = {
  email: 'ann@acme.example',
  password: PASSWORD,
  address: '192.0.2.7',
  userAgent: 'Made-up browser',
  browserCookie: undefined,
};

let store: Store;
let personId: string;
beforeAll(async () => {
  store = await openTestStore();
  const name = { email: right.email, firstName: 'Ann', lastName: 'Lee', role: 'owner' } as const;
  const [ann] = await store.db
    .insert(people)
    .values({ ...name, passwordHash: weakHash(PASSWORD) })
    .returning();
  personId = ann?.id ?? '';
});
afterAll(() => store.close());

// Eight passwords are stretched, slowly on purpose.
it('[ASVS-16.3.1] every sign-in is a line, and so is every one that fails or must wait, without what was typed', {
  timeout: 60_000,
}, async () => {
  await signIn(store, right, now);
  await signIn(store, { ...right, password: 'made-up wrong password' }, now);
  await signIn(store, { ...right, email: 'nobody@acme.example' }, now);
  for (let tries = 0; tries < 5; tries += 1)
    await signIn(store, { ...right, password: 'made-up wrong' }, now);
  const lines = await store.db.select().from(events).orderBy(asc(events.id));
  const [signedIn, wrong, unknown] = lines;
  expect(signedIn).toMatchObject({ kind: 'signed_in', result: 'done', personId, address: right.address });
  expect(wrong).toMatchObject({
    kind: 'sign_in_refused',
    result: 'refused',
    personId,
    address: right.address,
  });
  expect(unknown).toMatchObject({ kind: 'sign_in_refused', personId: null, address: right.address });
  expect(lines.at(-1)).toMatchObject({ kind: 'sign_in_throttled', result: 'refused', personId });
  expect(lines).toHaveLength(8);
  expect(JSON.stringify(lines)).not.toMatch(/made.up|acme\.example/);
});
