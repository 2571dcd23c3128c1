import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { people, welcomeLinks } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

const LIFETIME_MS = 24 * 60 * 60_000;
/** Any number will do, as long as every claim takes the same one. */
const CLAIM_LOCK = 482_305_118;

export type WelcomeState = 'open' | 'used' | 'expired' | 'unknown';

export interface NewOwner {
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string;
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
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
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

/** Uses the link and makes the first owner, both or neither. Of any number of claims at once exactly one is true. */
export async function claimWelcome(
  store: Store,
  token: string,
  owner: NewOwner,
  now: Date,
): Promise<boolean> {
  return store.db.transaction(async (tx) => {
    // Two different links, or two processes on one PostgreSQL, must not each find nobody there.
    await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
    if (await isAnybodyThere(tx)) return false;
    const isOpen = and(
      eq(welcomeLinks.tokenHash, hashOf(token)),
      isNull(welcomeLinks.usedAt),
      gt(welcomeLinks.expiresAt, now),
    );
    const claimed = await tx.update(welcomeLinks).set({ usedAt: now }).where(isOpen).returning();
    if (claimed.length === 0) return false;
    await tx.insert(people).values({ ...owner, role: 'owner', createdAt: now });
    return true;
  });
}

export async function isAnybodyThere(db: Pick<Store['db'], 'select'>): Promise<boolean> {
  return (await db.select({ id: people.id }).from(people).limit(1)).length > 0;
}
