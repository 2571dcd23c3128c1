import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { people, welcomeLinks } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

export const WELCOME_LIFETIME_MS = 24 * 60 * 60_000;
/** Any number will do, as long as every claim takes the same one. */
const CLAIM_LOCK = 482_305_118;

export type WelcomeState = 'open' | 'used' | 'expired' | 'unknown';

export interface NewOwner {
  email: string;
  firstName: string;
  lastName: string;
  /** Null for somebody who signs in with the company account. */
  passwordHash: string | null;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Makes the one-time link of this start and ends those of earlier ones; null once somebody exists. */
export async function issueWelcomeToken({ db }: Store, now: Date): Promise<string | null> {
  if (await isAnybodyThere(db)) return null;
  const token = randomBytes(32).toString('base64url');
  await db.transaction(async (tx) => {
    const isOpen = and(isNull(welcomeLinks.usedAt), gt(welcomeLinks.expiresAt, now));
    await tx.update(welcomeLinks).set({ expiresAt: now }).where(isOpen);
    await tx.insert(welcomeLinks).values({
      tokenHash: hashOf(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + WELCOME_LIFETIME_MS),
    });
  });
  return token;
}

/** What a link is worth now. Looking at it uses nothing. */
export async function welcomeState({ db }: Store, token: string, now: Date): Promise<WelcomeState> {
  const [link] = await db
    .select()
    .from(welcomeLinks)
    .where(eq(welcomeLinks.tokenHash, hashOf(token)));
  if (!link) return 'unknown';
  if (link.usedAt || (await isAnybodyThere(db))) return 'used';
  return link.expiresAt > now ? 'open' : 'expired';
}

/**
 * Uses the link and makes the first owner, both or neither; null when the link cannot be used. Of any number of claims at
 * once exactly one has an owner's id.
 */
export const claimWelcome = (
  { db, ring }: Store,
  token: string,
  owner: NewOwner,
  { address, now }: { address: string; now: Date },
): Promise<string | null> =>
  db.transaction((tx) => claimWelcomeIn({ db: tx, ring }, token, owner, { address, now }));

/** The same inside a transaction that does more, such as linking the owner's company account. */
export async function claimWelcomeIn(
  { db, ring }: { db: Transaction; ring: KeyRing },
  token: string,
  owner: NewOwner,
  { address, now }: { address: string; now: Date },
): Promise<string | null> {
  // Two different links, or two processes on one PostgreSQL, must not each find nobody there.
  await db.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  if (await isAnybodyThere(db)) return null;
  const isOpen = and(
    eq(welcomeLinks.tokenHash, hashOf(token)),
    isNull(welcomeLinks.usedAt),
    gt(welcomeLinks.expiresAt, now),
  );
  const claimed = await db.update(welcomeLinks).set({ usedAt: now }).where(isOpen).returning();
  if (claimed.length === 0) return null;
  const [made] = await db
    .insert(people)
    .values({ ...owner, role: 'owner', createdAt: now })
    .returning({ id: people.id });
  if (!made) throw new AppError('internal');
  await recordEvent(
    { db, ring },
    { kind: 'owner_made', by: { id: made.id, address, apiKey: null }, at: now },
  );
  return made.id;
}

export async function isAnybodyThere(db: Pick<Store['db'], 'select'>): Promise<boolean> {
  return (await db.select({ id: people.id }).from(people).limit(1)).length > 0;
}
