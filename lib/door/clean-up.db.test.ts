import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  accounts,
  authorizations,
  ceremonies,
  invitations,
  sessions,
  signInTries,
  welcomeLinks,
} from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { cleanUpDoor } from '@/lib/door/clean-up';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = new Date('2026-11-24T12:00:00Z');
const ago = (durationMs: number) => new Date(now.getTime() - durationMs);

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it('[ASVS-14.2.7] journeys, sign-in steps, tries, sessions and links go when their time is over, not before', async () => {
  const { db } = store;
  const { id: personId } = await makePerson(store);
  const [account] = await db
    .insert(accounts)
    .values({
      ownerId: personId,
      label: 'A',
      accountType: 'other',
      instanceUrl: 'https://acme.coupahost.com',
      clientSource: 'new',
    })
    .returning();
  const times = { createdAt: ago(60 * DAY_MS) };
  const journey = (expiresAt: Date) => ({
    accountId: account?.id ?? '',
    sessionIdHash: 'made-up',
    stateHash: randomUUID(),
    verifierSealed: 'made-up',
    configurationHash: 'made-up',
    expiresAt,
  });
  await db.insert(authorizations).values([journey(ago(HOUR_MS + 1)), journey(ago(HOUR_MS - 1))]);
  const step = (expiresAt: Date) => ({
    ...times,
    idHash: randomUUID(),
    kind: 'second_factor' as const,
    expiresAt,
  });
  await db.insert(ceremonies).values([step(ago(HOUR_MS + 1)), step(ago(HOUR_MS - 1))]);
  const tried = (at: Date) => ({ subjectHash: 'made-up', at });
  await db.insert(signInTries).values([tried(ago(DAY_MS + 1)), tried(ago(DAY_MS - 1))]);
  const session = (expiresAt: Date, endedAt: Date | null = null) => ({
    ...times,
    idHash: randomUUID(),
    personId,
    expiresAt,
    endedAt,
  });
  const [old, young] = [ago(30 * DAY_MS + 1), ago(30 * DAY_MS - 1)];
  await db.insert(sessions).values([session(old), session(young), session(now, old), session(now, young)]);
  const link = (expiresAt: Date) => ({ ...times, tokenHash: randomUUID(), expiresAt });
  await db.insert(welcomeLinks).values([link(old), link(young)]);
  const invitation = (expiresAt: Date) => ({
    ...link(expiresAt),
    role: 'viewer' as const,
    forWhom: 'Ines',
    createdById: personId,
  });
  await db.insert(invitations).values([invitation(old), invitation(young)]);

  expect(await cleanUpDoor(store, now)).toBe(7);
  expect(await cleanUpDoor(store, now)).toBe(0);
  const tables = [authorizations, ceremonies, signInTries, sessions, welcomeLinks, invitations];
  const left = [];
  for (const table of tables) left.push(await db.$count(table));
  expect(left).toEqual([1, 1, 1, 2, 1, 1]);
});
