import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { ceremonies } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { CeremonyKind } from '@/lib/door/person';

export const CEREMONY_MS = 5 * 60_000;
/** Of one ceremony; signing in begins anew after them. */
export const CEREMONY_TRIES = 5;
/** What is over is kept a little, then taken away. */
const KEPT_MS = 60 * 60_000;

type Db = Pick<Store['db'], 'update' | 'insert' | 'delete' | 'select'>;

export interface Ceremony {
  personId: string | null;
  challenge: string | null;
}

interface NewCeremony {
  kind: CeremonyKind;
  personId?: string;
  challenge?: string;
}

/** Begins a step that waits for the browser, for five minutes. Returns its id, 32 random bytes, which only a cookie keeps. */
export async function startCeremony(
  { db }: { db: Db },
  { kind, personId, challenge }: NewCeremony,
  now: Date,
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await db.delete(ceremonies).where(lt(ceremonies.expiresAt, new Date(now.getTime() - KEPT_MS)));
  await db.insert(ceremonies).values({
    idHash: hashOf(id),
    kind,
    personId: personId ?? null,
    challenge: challenge ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CEREMONY_MS),
  });
  return id;
}

/** Takes one of the five tries of a ceremony that is open; null when there is none left, it is over, or of another kind. */
export const takeTry = (store: { db: Db }, kind: CeremonyKind, id: string, now: Date) =>
  change(store, { tries: sql`${ceremonies.tries} + 1` }, isOpen(kind, id, now), hasTriesLeft);

/** Uses a ceremony up. Of any number of claims at once exactly one gets it. */
export const claimCeremony = (store: { db: Db }, kind: CeremonyKind, id: string, now: Date) =>
  change(store, { usedAt: now }, isOpen(kind, id, now));

/** Gives an open ceremony a new challenge for a passkey; its person, or null when it is over. */
export async function renewChallenge(
  store: { db: Db },
  kind: CeremonyKind,
  id: string,
  challenge: string,
  now: Date,
): Promise<string | null> {
  return (await change(store, { challenge }, isOpen(kind, id, now)))?.personId ?? null;
}

async function change(
  { db }: { db: Db },
  set: PgUpdateSetSource<typeof ceremonies>,
  ...conditions: (SQL | undefined)[]
): Promise<Ceremony | null> {
  const [row] = await db
    .update(ceremonies)
    .set(set)
    .where(and(...conditions))
    .returning({ personId: ceremonies.personId, challenge: ceremonies.challenge });
  return row ?? null;
}

const hasTriesLeft = lt(ceremonies.tries, CEREMONY_TRIES);

const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url');

const isOpen = (kind: CeremonyKind, id: string, now: Date) =>
  and(
    eq(ceremonies.idHash, hashOf(id)),
    eq(ceremonies.kind, kind),
    isNull(ceremonies.usedAt),
    gt(ceremonies.expiresAt, now),
  );
