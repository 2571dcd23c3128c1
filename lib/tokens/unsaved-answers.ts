import { loadAccount } from '@/lib/accounts/data';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { processWide } from '@/lib/process-wide';
import { type StoreGrant, storeGrant } from '@/lib/tokens/mutations';

/** Answers that neither journal nor database took: the last copy, until one of them works again. */
const unsaved = () => processWide('unsaved-answers', () => new Map<string, StoreGrant>());

export const keepUnsaved = (stored: StoreGrant): void => void unsaved().set(stored.account.id, stored);

/**
 * Stores what this process alone still has of an account. True when there was something to store.
 * @throws AppError as long as the database does not take it: no request may leave for the account until then
 */
export async function storeUnsaved(store: Store, accountId: string): Promise<boolean> {
  const stored = unsaved().get(accountId);
  if (!stored) return false;
  await storeOnce(store, stored).catch((error) => {
    if (!(error instanceof AppError && error.code === 'changed_meanwhile')) throw error;
  });
  unsaved().delete(accountId);
  return true;
}

/**
 * Another process may have found the same answer in the journal and stored it first; that is as good.
 * @throws AppError changed_meanwhile when another answer was stored
 */
export async function storeOnce(store: Store, stored: StoreGrant): Promise<void> {
  try {
    await storeGrant(store, stored);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'changed_meanwhile') throw error;
    const { token } = await loadAccount(store, stored.account.id);
    if (token?.attemptId !== stored.attemptId) throw error;
  }
}
