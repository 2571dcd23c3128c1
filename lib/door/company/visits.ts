import { createHash, createHmac, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { companyVisits } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { VisitPurpose } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

/** How long a person may be away at the company's sign-in. */
export const VISIT_MINUTES = 10;
const VISIT_MS = VISIT_MINUTES * 60_000;

export interface Visit {
  purpose: VisitPurpose;
  /** Page to go to afterwards. */
  returnPath: string;
  /** The session it was begun in, for `link` and `confirm`; no other may end it. */
  sessionIdHash: string | null;
  /** The welcome link or invitation that it was begun with. */
  linkHash: string | null;
  createdAt: Date;
}

/** What only this visit has. Verifier and nonce stand in no row and no cookie: they are made anew from state and browser. */
export interface VisitSecrets {
  state: string;
  codeVerifier: string;
  nonce: string;
}

/** 256 random bits: a browser's secret, which its cookie keeps, or a `state`. */
export const randomSecret = () => randomBytes(32).toString('base64url');

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Writes down a visit before the browser leaves: `state` and the browser's secret only as hashes. */
export async function beginVisit(
  { db, ring }: Store,
  visit: Omit<Visit, 'createdAt'>,
  browserSecret: string,
  now: Date,
): Promise<VisitSecrets> {
  const state = randomSecret();
  await db.delete(companyVisits).where(lt(companyVisits.expiresAt, new Date(now.getTime() - VISIT_MS)));
  await db.insert(companyVisits).values({
    ...visit,
    stateHash: hashOf(state),
    browserHash: hashOf(browserSecret),
    createdAt: now,
    expiresAt: new Date(now.getTime() + VISIT_MS),
  });
  return secretsOf(ring, state, browserSecret);
}

/**
 * Takes the visit that an answer belongs to, once: of any number of calls at the same time exactly one succeeds. Another
 * browser's answer belongs to none, and changes nothing.
 * @throws AppError state_unknown, state_expired, state_used
 */
export async function claimVisit(
  { db, ring }: Store,
  state: string,
  browserSecret: string,
  now: Date,
): Promise<{ visit: Visit; secrets: VisitSecrets }> {
  const isThisOne = and(
    eq(companyVisits.stateHash, hashOf(state)),
    eq(companyVisits.browserHash, hashOf(browserSecret)),
  );
  const [visit] = await db
    .update(companyVisits)
    .set({ usedAt: now })
    .where(and(isThisOne, isNull(companyVisits.usedAt), gt(companyVisits.expiresAt, now)))
    .returning();
  if (visit) return { visit, secrets: secretsOf(ring, state, browserSecret) };
  const [found] = await db.select().from(companyVisits).where(isThisOne);
  if (!found) throw new AppError('state_unknown');
  if (found.usedAt) throw new AppError('state_used');
  throw new AppError('state_expired', { facts: { minutes: VISIT_MINUTES } });
}

/** RFC 7636 §4.1 and OIDC Core §15.5.2: bound to the visit and the browser, and nothing that the browser could work out. */
function secretsOf(ring: KeyRing, state: string, browserSecret: string): VisitSecrets {
  const key = deriveKey(ring, 'company-visit');
  const derive = (use: string) =>
    createHmac('sha256', key).update(`${use}:${state}:${browserSecret}`).digest('base64url');
  return { state, codeVerifier: derive('verifier'), nonce: derive('nonce') };
}
