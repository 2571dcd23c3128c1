import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import type { AccountRecord } from '@/lib/accounts/to-view';
import { raiseAlert } from '@/lib/alerts/raise-alert';
import { recordEvent } from '@/lib/audit/record';
import { accounts, secretRotations, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import type { RotationProof, RotationRow } from '@/lib/rotation/data';
import { undoneAlert } from '@/lib/rotation/undone-alert';
import { clientSecretPlace, rotationPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

interface Swap {
  account: AccountRecord;
  row: RotationRow;
  /** The one that is used from now on, and the one that was used until now. */
  next: string;
  current: string;
  by: Actor | null;
  now: Date;
}

/** The staged secret becomes the one in use, the one in use the previous. @throws AppError renewal_in_progress, changed_meanwhile */
export const writeSwitch = (store: Store, swap: Swap): Promise<void> =>
  swapSecrets(store, swap, {
    kind: 'secret_switched',
    savedAt: swap.row.stagedAt,
    rotation: (version) => ({
      stagedSealed: null,
      stagedLength: null,
      previousSealed: sealed(store, 'previous', swap, version),
      previousLength: swap.current.length,
      previousSavedAt: swap.account.clientSecretSavedAt,
      switchedAt: swap.now,
    }),
  });

/** The other way round: the previous secret is used again, and the new one waits as it did. @throws AppError as `writeSwitch` */
export const writeUndo = (store: Store, swap: Swap, proof: RotationProof): Promise<void> =>
  swapSecrets(store, swap, {
    kind: 'secret_switch_undone',
    savedAt: swap.row.previousSavedAt,
    ...(swap.by === null && {
      tell: (tx: Transaction) =>
        raiseAlert({ db: tx, ring: store.ring }, undoneAlert(swap.account, swap.row.version, swap.now)),
    }),
    rotation: (version) => ({
      stagedSealed: sealed(store, 'staged', swap, version),
      stagedLength: swap.current.length,
      previousSealed: null,
      previousLength: null,
      previousSavedAt: null,
      provedAt: null,
      proof: { ...proof },
      switchedAt: null,
    }),
  });

const sealed = (
  { ring }: Store,
  column: 'staged' | 'previous',
  { account, current }: Swap,
  version: number,
) => seal(ring, rotationPlace(column, account.id, version), current);

interface Sides {
  kind: 'secret_switched' | 'secret_switch_undone';
  /** Who is told of it, in the same transaction. */
  tell?(tx: Transaction): Promise<unknown>;
  savedAt: Date | null;
  rotation(version: number): Partial<typeof secretRotations.$inferInsert>;
}

async function swapSecrets({ db, ring }: Store, swap: Swap, { kind, savedAt, rotation, tell }: Sides) {
  const { account, row, next, by, now } = swap;
  const secretVersion = account.secretVersion + 1;
  await db.transaction(async (tx) => {
    await takeTurn(tx, account.id, now);
    const changed = await tx
      .update(accounts)
      .set({
        clientSecretSealed: seal(ring, clientSecretPlace(account.id, secretVersion), next),
        clientSecretLength: next.length,
        clientSecretSavedAt: savedAt,
        secretVersion,
        version: account.version + 1,
        // It was the other secret that was rejected.
        rejectedAt: null,
        ...(account.problem?.code === 'invalid_client' && { problem: null }),
        updatedAt: now,
      })
      .where(and(eq(accounts.id, account.id), eq(accounts.version, account.version)))
      .returning({ id: accounts.id });
    const moved = await tx
      .update(secretRotations)
      .set({ ...rotation(row.version + 1), version: row.version + 1 })
      .where(and(eq(secretRotations.accountId, account.id), eq(secretRotations.version, row.version)))
      .returning({ version: secretRotations.version });
    if (changed.length === 0 || moved.length === 0) throw new AppError('changed_meanwhile');
    await recordEvent({ db: tx, ring }, { kind, by, accountId: account.id });
    await tell?.(tx);
    await noteNeedsPerson(tx, account.id);
  });
}

/**
 * The lease of the row: none may run, and none begins before the transaction ends, so that no request is out with the secret that
 * goes. What waits for its time is tried now: should this process die here, the clock finishes the change.
 */
async function takeTurn(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const [turn] = await tx
    .update(upkeep)
    .set({
      leaseNo: sql`${upkeep.leaseNo} + 1`,
      leaseUntil: null,
      dueAt: sql`case when ${upkeep.dueAt} is null then null else ${now.toISOString()}::timestamptz end`,
    })
    .where(
      and(eq(upkeep.accountId, accountId), or(isNull(upkeep.leaseUntil), lt(upkeep.leaseUntil, sql`now()`))),
    )
    .returning({ leaseNo: upkeep.leaseNo });
  if (!turn) throw new AppError('renewal_in_progress', { retryable: true, facts: { retryAfterSeconds: 5 } });
}
