import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
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
export async function takeTry(
  { db }: { db: Db },
  kind: CeremonyKind,
  id: string,
  now: Date,
): Promise<Ceremony | null> {
  const [row] = await db
    .update(ceremonies)
    .set({ tries: sql`${ceremonies.tries} + 1` })
    .where(and(isOpen(kind, id, now), lt(ceremonies.tries, CEREMONY_TRIES)))
    .returning({ personId: ceremonies.personId, challenge: ceremonies.challenge });
  return row ?? null;
}

/** Uses a ceremony up. Of any number of claims at once exactly one gets it. */
export async function claimCeremony(
  { db }: { db: Db },
  kind: CeremonyKind,
  id: string,
  now: Date,
): Promise<Ceremony | null> {
  const [row] = await db
    .update(ceremonies)
    .set({ usedAt: now })
    .where(isOpen(kind, id, now))
    .returning({ personId: ceremonies.personId, challenge: ceremonies.challenge });
  return row ?? null;
}

/** Gives an open ceremony a new challenge for a passkey; its person, or null when it is over. */
export async function renewChallenge(
  { db }: { db: Db },
  kind: CeremonyKind,
  id: string,
  challenge: string,
  now: Date,
): Promise<string | null> {
  const [row] = await db
    .update(ceremonies)
    .set({ challenge })
    .where(isOpen(kind, id, now))
    .returning({ personId: ceremonies.personId });
  return row?.personId ?? null;
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url');

const isOpen = (kind: CeremonyKind, id: string, now: Date) =>
  and(
    eq(ceremonies.idHash, hashOf(id)),
    eq(ceremonies.kind, kind),
    isNull(ceremonies.usedAt),
    gt(ceremonies.expiresAt, now),
  );
