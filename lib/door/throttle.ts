import { createHmac } from 'node:crypto';
import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import { signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { deriveKey } from '@/lib/seal/key-ring';

const MINUTE_MS = 60_000;
/** Older failures are forgotten, so that nobody stays locked out, and no wait is longer. */
export const WINDOW_MS = 15 * MINUTE_MS;
export const FREE_TRIES = { browser: 5, email: 5, address: 20 };

export type Admission = { isAdmitted: true; tryIds: number[] } | { isAdmitted: false; waitSeconds: number };

interface Guess {
  email: string;
  address: string;
  /** A browser in which this email signed in before (known-browser.ts) is counted by itself and by nothing else. */
  browserId: string | null;
}

/**
 * Lets a sign-in be tried, or says how long to wait. The try counts as failed from this moment, so that many at once are
 * not all let in; `forgetTries` takes it back after success. A refused try counts nothing: waiting always helps.
 */
export async function admitTry(store: Store, guess: Guess, now: Date): Promise<Admission> {
  const subjects = subjectsOf(store, guess);
  return store.db.transaction(async (tx) => {
    await tx.delete(signInTries).where(lt(signInTries.at, new Date(now.getTime() - WINDOW_MS)));
    let waitMs = 0;
    for (const { hash, freeTries } of subjects) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${hash}))`);
      const failures = await tx
        .select({ at: signInTries.at })
        .from(signInTries)
        .where(
          and(eq(signInTries.subjectHash, hash), gt(signInTries.at, new Date(now.getTime() - WINDOW_MS))),
        )
        .orderBy(desc(signInTries.at));
      waitMs = Math.max(waitMs, waitAfter(failures, freeTries, now));
    }
    if (waitMs > 0) return { isAdmitted: false, waitSeconds: Math.ceil(waitMs / 1000) };
    const rows = subjects.map(({ hash }) => ({ subjectHash: hash, at: now }));
    const added = await tx.insert(signInTries).values(rows).returning({ id: signInTries.id });
    return { isAdmitted: true, tryIds: added.map(({ id }) => id) };
  });
}

/** After success: this try never failed, and the failures of this email or known browser are settled. Those of the address stay. */
export async function forgetTries(store: Store, guess: Guess, tryIds: number[]): Promise<void> {
  const [settled] = subjectsOf(store, guess);
  await store.db.delete(signInTries).where(inArray(signInTries.id, tryIds));
  await store.db.delete(signInTries).where(eq(signInTries.subjectHash, settled.hash));
}

/** 1 minute after the last free try, then 2, 4, 8, at most 15. */
function waitAfter(failures: { at: Date }[], freeTries: number, now: Date): number {
  const [last] = failures;
  if (!last || failures.length < freeTries) return 0;
  const wait = Math.min(2 ** (failures.length - freeTries) * MINUTE_MS, WINDOW_MS);
  return Math.max(0, last.at.getTime() + wait - now.getTime());
}

interface Subject {
  hash: string;
  freeTries: number;
}

function subjectsOf(store: Store, { email, address, browserId }: Guess): [Subject, ...Subject[]] {
  const key = deriveKey(store.ring, 'sign-in-tries');
  const subject = (kind: keyof typeof FREE_TRIES, value: string): Subject => ({
    hash: createHmac('sha256', key).update(`${kind}:${value}`).digest('base64url'),
    freeTries: FREE_TRIES[kind],
  });
  if (browserId) return [subject('browser', browserId)];
  return [subject('email', email), subject('address', address)];
}
