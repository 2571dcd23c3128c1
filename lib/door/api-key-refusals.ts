import { recordEventAlone } from '@/lib/audit/record';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import type { Store } from '@/lib/db/store';
import type { KeyRefusal } from '@/lib/door/api-key-check';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';

const WINDOW_MS = 10 * 60_000;
/** In ten minutes: one line for each address and reason, and never more than this for all of them together. */
const LINES_PER_WINDOW = 20;

interface Window {
  startedAt: number;
  told: Set<string>;
}

const refusals = processWide<Window>('api-key-refusals', () => ({ startedAt: 0, told: new Set() }));

interface Refusal {
  reason: KeyRefusal;
  keyId?: string;
  address: string;
}

/** Writes that a key was refused, but not for every guess: whoever guesses must not be able to fill the log. */
export async function noteRefusal(
  store: Store,
  { reason, keyId, address }: Refusal,
  now: Date,
): Promise<void> {
  if (!isWorthALine(`${address} ${keyId ?? reason}`, now)) return;
  try {
    requireRoomToWrite();
    await recordEventAlone(store, {
      kind: 'api_key_refused',
      by: null,
      address,
      result: 'refused',
      facts: { reason, ...(keyId && { keyId }) },
      at: now,
    });
  } catch (error) {
    // The key stays refused, with or without its line.
    log.error('refusal_not_recorded', { code: error instanceof AppError ? error.code : 'internal' });
  }
}

function isWorthALine(what: string, now: Date): boolean {
  if (Math.abs(now.getTime() - refusals.startedAt) >= WINDOW_MS) {
    refusals.startedAt = now.getTime();
    refusals.told.clear();
  }
  if (refusals.told.has(what) || refusals.told.size >= LINES_PER_WINDOW) return false;
  refusals.told.add(what);
  return true;
}
