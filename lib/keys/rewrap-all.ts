import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { listUnderOtherKeys, type SealedRow } from '@/lib/keys/data';
import { putAside, replaceSealed } from '@/lib/keys/mutations';
import { requireKeyOf } from '@/lib/keys/open-sealed';
import { SEALED_COLUMNS, type SealedColumn } from '@/lib/keys/sealed-columns';
import { rewrap } from '@/lib/seal/seal';

export interface Rewrapped {
  /** Values that stand under the current key now. */
  done: number;
  /** Values that do not open and were left as they are. */
  unusable: number;
}

interface RewrapOptions {
  signal: AbortSignal;
  /** Told after every batch. */
  onBatch?: (so: Rewrapped) => void;
}

/** Rows of one query. Each is written by a statement of its own, so that other work comes in between on one connection. */
const BATCH = 50;

/**
 * Brings every sealed value under the ring's current key. It can end anywhere and be begun again, because it asks for what
 * is not under that key; several processes may do it at once, and a value that somebody writes meanwhile is left alone.
 * Values that do not open put their account aside and are passed over, so that the work ends.
 */
export async function rewrapAll(store: Store, { signal, onBatch }: RewrapOptions): Promise<Rewrapped> {
  const so: Rewrapped = { done: 0, unusable: 0 };
  for (const column of SEALED_COLUMNS) {
    let afterId: string | null = null;
    while (!signal.aborted) {
      const keyId = store.ring.currentId;
      const rows: SealedRow[] = await listUnderOtherKeys(store.db, column, { keyId, afterId, limit: BATCH });
      for (const row of rows) await rewrapRow(store, column, row, so);
      afterId = rows.at(-1)?.id ?? afterId;
      if (rows.length > 0) onBatch?.({ ...so });
      if (rows.length < BATCH) break;
    }
  }
  return so;
}

async function rewrapRow(store: Store, column: SealedColumn, row: SealedRow, so: Rewrapped): Promise<void> {
  await requireKeyOf(store, row.sealed);
  try {
    const next = rewrap(store.ring, column.place(row.id, row.version), row.sealed);
    if (await replaceSealed(store.db, column, row, next)) so.done += 1;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'value_tampered')) throw error;
    so.unusable += 1;
    if (column.secret) await putAside(store, column, row.id, row.sealed);
  }
}
