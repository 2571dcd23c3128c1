import { createHash, randomUUID } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { authorizations } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { openSealed } from '@/lib/keys/open-sealed';
import { isSameSecret } from '@/lib/oauth/same-secret';
import { authorizationPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

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

interface Claim {
  accountId: string;
  sessionIdHash: string;
  state: string;
  now: Date;
}

/**
 * Takes the journey that an answer belongs to, once: of any number of parallel calls exactly one succeeds.
 * @throws AppError state_unknown (also for another account's state), session_mismatch, state_expired, state_used
 */
export async function claimTransaction(store: Store, claim: Claim): Promise<ClaimedTransaction> {
  const { db } = store;
  const stateHash = hashState(claim.state);
  const [taken] = await db
    .update(authorizations)
    .set({ usedAt: claim.now })
    .where(
      and(
        eq(authorizations.stateHash, stateHash),
        eq(authorizations.accountId, claim.accountId),
        eq(authorizations.sessionIdHash, claim.sessionIdHash),
        isNull(authorizations.usedAt),
        gt(authorizations.expiresAt, claim.now),
      ),
    )
    .returning();
  if (!taken) throw await findRefusal(db, stateHash, claim);
  return {
    codeVerifier: await openSealed(store, authorizationPlace('verifier', taken.id), taken.verifierSealed),
    nonce:
      taken.nonceSealed &&
      (await openSealed(store, authorizationPlace('nonce', taken.id), taken.nonceSealed)),
    configurationHash: taken.configurationHash,
  };
}

/** Why no journey could be taken; nothing was changed by trying. */
async function findRefusal(db: Store['db'], stateHash: string, claim: Claim): Promise<AppError> {
  const [found] = await db.select().from(authorizations).where(eq(authorizations.stateHash, stateHash));
  if (!found || found.accountId !== claim.accountId) return new AppError('state_unknown');
  if (!isSameSecret(found.sessionIdHash, claim.sessionIdHash)) return new AppError('session_mismatch');
  if (found.usedAt) return new AppError('state_used');
  return new AppError('state_expired', { facts: { minutes: TRANSACTION_MINUTES } });
}
