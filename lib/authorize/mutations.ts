import { createHash, randomUUID } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { authorizations } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { authorizationPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';

/** How long a person may be away at Coupa. */
export const TRANSACTION_MINUTES = 10;

const hashState = (state: string) => createHash('sha256').update(state).digest('base64url');

interface Begin {
  accountId: string;
  sessionIdHash: string;
  state: string;
  codeVerifier: string;
  nonce: string | null;
  configurationHash: string;
  now: Date;
}

/** Writes down a journey to Coupa before the browser leaves: `state` only as a hash, verifier and nonce sealed. */
export async function beginTransaction({ db, ring }: Store, begin: Begin): Promise<void> {
  const id = randomUUID();
  await db
    .delete(authorizations)
    .where(lt(authorizations.expiresAt, new Date(begin.now.getTime() - 86_400_000)));
  await db.insert(authorizations).values({
    id,
    accountId: begin.accountId,
    sessionIdHash: begin.sessionIdHash,
    stateHash: hashState(begin.state),
    verifierSealed: seal(ring, authorizationPlace('verifier', id), begin.codeVerifier),
    nonceSealed: begin.nonce && seal(ring, authorizationPlace('nonce', id), begin.nonce),
    configurationHash: begin.configurationHash,
    createdAt: begin.now,
    expiresAt: new Date(begin.now.getTime() + TRANSACTION_MINUTES * 60_000),
  });
}

export interface ClaimedTransaction {
  codeVerifier: string;
  nonce: string | null;
  configurationHash: string;
}

/**
 * Takes the journey that an answer belongs to, once: of any number of parallel calls exactly one succeeds.
 * @throws AppError state_unknown (also for another account's state), session_mismatch, state_expired, state_used
 */
export async function claimTransaction(
  { db, ring }: Store,
  claim: { accountId: string; sessionIdHash: string; state: string; now: Date },
): Promise<ClaimedTransaction> {
  const stateHash = hashState(claim.state);
  const [found] = await db.select().from(authorizations).where(eq(authorizations.stateHash, stateHash));
  if (!found || found.accountId !== claim.accountId) throw new AppError('state_unknown');
  if (found.sessionIdHash !== claim.sessionIdHash) throw new AppError('session_mismatch');
  if (found.usedAt) throw new AppError('state_used');
  if (found.expiresAt <= claim.now)
    throw new AppError('state_expired', { facts: { minutes: TRANSACTION_MINUTES } });
  const taken = await db
    .update(authorizations)
    .set({ usedAt: claim.now })
    .where(and(eq(authorizations.id, found.id), isNull(authorizations.usedAt)))
    .returning({ id: authorizations.id });
  if (taken.length === 0) throw new AppError('state_used');
  return {
    codeVerifier: unseal(ring, authorizationPlace('verifier', found.id), found.verifierSealed),
    nonce: found.nonceSealed && unseal(ring, authorizationPlace('nonce', found.id), found.nonceSealed),
    configurationHash: found.configurationHash,
  };
}
