import { and, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { AccountRecord } from '@/lib/accounts/to-view';
import { recordEvent } from '@/lib/audit/record';
import { accounts, secretRotations } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import type { RotationProof, RotationRow } from '@/lib/rotation/data';
import { rotationPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

/** Every step is one transaction over exactly the row that was read before it: whoever comes second changes nothing. */

const isEmpty = and(isNull(secretRotations.stagedSealed), isNull(secretRotations.previousSealed));

interface Staging {
  accountId: string;
  by: Actor;
  clientSecret: string;
  /** Version of the row as read; 0 without one. */
  before: number;
  now: Date;
}

/** @throws AppError rotation_under_way when a secret waits already */
export async function writeStaged({ db, ring }: Store, staging: Staging): Promise<void> {
  const { accountId, by, clientSecret, before, now } = staging;
  const version = before + 1;
  const values = {
    stagedSealed: seal(ring, rotationPlace('staged', accountId, version), clientSecret),
    stagedLength: clientSecret.length,
    version,
    stagedBy: by.id,
    stagedAt: now,
    provedAt: null,
    proof: null,
    switchedAt: null,
  };
  await db.transaction(async (tx) => {
    const written = await tx
      .insert(secretRotations)
      .values({ accountId, ...values })
      .onConflictDoUpdate({
        target: secretRotations.accountId,
        set: values,
        setWhere: and(eq(secretRotations.version, before), isEmpty),
      })
      .returning({ version: secretRotations.version });
    if (written.length === 0) throw new AppError('rotation_under_way');
    await recordEvent({ db: tx, ring }, { kind: 'secret_staged', by, accountId });
  });
}

/** @throws AppError rotation_missing when the staged secret was given up or switched to meanwhile */
export async function writeProof(
  { db, ring }: Store,
  row: Pick<RotationRow, 'accountId' | 'version'>,
  proof: RotationProof,
  by: Actor,
): Promise<void> {
  const { accountId, version } = row;
  const isAccepted = proof.outcome === 'accepted';
  await db.transaction(async (tx) => {
    const written = await tx
      .update(secretRotations)
      .set({ proof: { ...proof }, provedAt: isAccepted ? new Date(proof.at) : null })
      .where(
        and(
          eq(secretRotations.accountId, accountId),
          eq(secretRotations.version, version),
          isNotNull(secretRotations.stagedSealed),
        ),
      )
      .returning({ version: secretRotations.version });
    if (written.length === 0) throw new AppError('rotation_missing');
    await recordEvent(
      { db: tx, ring },
      isAccepted
        ? { kind: 'secret_proved', by, accountId, facts: { how: proof.how ?? '' } }
        : {
            kind: 'secret_proof_failed',
            by,
            accountId,
            result: 'failed',
            facts: { code: proof.error ?? proof.outcome, status: proof.status ?? 0 },
          },
    );
  });
}

/** Gives up the new secret while it waits. @throws AppError rotation_missing */
export async function writeDrop({ db, ring }: Store, accountId: string, by: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    const dropped = await tx
      .update(secretRotations)
      .set({ stagedSealed: null, stagedLength: null, provedAt: null, proof: null })
      .where(and(eq(secretRotations.accountId, accountId), isNotNull(secretRotations.stagedSealed)))
      .returning({ accountId: secretRotations.accountId });
    if (dropped.length === 0) throw new AppError('rotation_missing');
    await recordEvent({ db: tx, ring }, { kind: 'secret_dropped', by, accountId });
  });
}

/**
 * In the transaction that stores a token: the secret before the change is no longer needed. Only for a token that was asked for
 * with the secret in use and after the switch: one that a slow request brings by the old secret proves nothing of the new one.
 */
export async function retirePreviousSecret(
  { db, ring }: { db: Transaction; ring: Store['ring'] },
  used: Pick<AccountRecord, 'id' | 'secretVersion'>,
  obtainedAt: Date,
): Promise<void> {
  const isInUse = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${used.id} and ${accounts.secretVersion} = ${used.secretVersion})`;
  const retired = await db
    .update(secretRotations)
    .set({ previousSealed: null, previousLength: null, previousSavedAt: null })
    .where(
      and(
        eq(secretRotations.accountId, used.id),
        isNotNull(secretRotations.previousSealed),
        lte(secretRotations.switchedAt, obtainedAt),
        isInUse,
      ),
    )
    .returning({ accountId: secretRotations.accountId });
  if (retired.length > 0)
    await recordEvent({ db, ring }, { kind: 'secret_retired', by: null, accountId: used.id });
}
