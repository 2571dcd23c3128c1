import { randomUUID } from 'node:crypto';
import { loadAccount } from '@/lib/accounts/data';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { takeSlot } from '@/lib/tokens/journal';
import { type StoreGrant, storeGrant } from '@/lib/tokens/mutations';

export interface Keeper {
  store: Store;
  /** Folder of the journal, outside the database's own. */
  journalDirectory: string;
}

/** A place that is ready for the answer before its request leaves. */
export interface Place {
  attemptId: string;
  /** @throws AppError changed_meanwhile when another answer was stored in between; then this one stays in the journal, see settle-journal.ts */
  keep(stored: Omit<StoreGrant, 'account' | 'before' | 'attemptId'>): Promise<void>;
  /** No answer came. */
  discard(): Promise<void>;
}

/**
 * Makes ready for the answer to a token request. With a refresh token in play the answer goes through the journal; an answer by
 * client credentials can be had again at any time, and goes straight into the database.
 * @throws AppError storage_full, data_directory_unwritable while the refresh token is still unspent
 */
export async function makePlace(
  { store, journalDirectory }: Keeper,
  account: AccountRecord,
  before: TokenRecord | null,
): Promise<Place> {
  if (account.grantType === 'client_credentials') return placeInDatabase(store, account, before);
  const version = (before?.version ?? 0) + 1;
  const slot = await takeSlot(journalDirectory, store.ring, account.id, version);
  return {
    attemptId: slot.attemptId,
    async keep(stored) {
      const { grant, requestedScopes, consentedAt, configurationHash } = stored;
      const entry = {
        accountId: account.id,
        version,
        grant,
        requestedScopes,
        consentedAt,
        configurationHash,
      };
      await slot.write(entry);
      await storeOnce(store, { ...stored, account, before, attemptId: slot.attemptId });
      await slot.settle();
    },
    discard: () => slot.discard(),
  };
}

function placeInDatabase(store: Store, account: AccountRecord, before: TokenRecord | null): Place {
  const attemptId = randomUUID();
  return {
    attemptId,
    keep: (stored) => storeGrant(store, { ...stored, account, before, attemptId }),
    discard: async () => undefined,
  };
}

/** Another process may have found the answer in the journal and stored it first. */
async function storeOnce(store: Store, stored: StoreGrant): Promise<void> {
  try {
    await storeGrant(store, stored);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'changed_meanwhile') throw error;
    const { token } = await loadAccount(store, stored.account.id);
    if (token?.attemptId !== stored.attemptId) throw error;
  }
}

/** The answer; without one its place is given back. */
export async function answerOrDiscard<T>(place: Place, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    await place.discard();
    throw error;
  }
}
