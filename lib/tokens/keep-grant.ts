import type { Store } from '@/lib/db/store';
import { log } from '@/lib/log';
import { isSameSecret } from '@/lib/oauth/same-secret';
import type { TokenGrant } from '@/lib/oauth/types';
import { fingerprintOf } from '@/lib/tokens/journal-entry';
import { type Slot, takeSlot } from '@/lib/tokens/journal-slot';
import { type StoreGrant, storeGrant } from '@/lib/tokens/mutations';
import { keepUnsaved, storeOnce } from '@/lib/tokens/unsaved-answers';

export interface Keeper {
  store: Store;
  /** Folder of the journal, outside the database's own. */
  journalDirectory: string;
}

/** What is known of a token before it comes. */
type Expected = Pick<
  StoreGrant,
  'account' | 'before' | 'requestedScopes' | 'configurationHash' | 'by' | 'kind' | 'attemptId'
> & {
  /** `now`: a person has just consented. */
  consentedAt: Date | null | 'now';
};

/** A place that is ready for the answer before its request leaves. */
export interface Place {
  /** A whole answer; the journal has it when this resolves. */
  onGrant(grant: TokenGrant): Promise<void>;
  /** The refresh token of an answer that is not verified, or cannot be used otherwise, and the one that was spent for it. */
  onRefreshToken(refreshToken: string, spent: string): Promise<void>;
  /** @throws AppError changed_meanwhile when another answer was stored in between; then this one stays in the journal, see settle-journal.ts */
  keep(grant: TokenGrant): Promise<void>;
  /** No token came of it. What was received stays in the journal. */
  giveUp(): Promise<void>;
}

/**
 * Makes ready for the answer to a token request. With a refresh token in play the answer goes through the journal; an answer by
 * client credentials can be had again at any time, and goes straight into the database.
 * @throws AppError storage_full, data_directory_unwritable while the refresh token is still unspent
 */
export async function makePlace({ store, journalDirectory }: Keeper, expected: Expected): Promise<Place> {
  const { account, before, attemptId } = expected;
  if (account.grantType === 'client_credentials') return placeInDatabase(store, expected);
  const version = (before?.version ?? 0) + 1;
  const slot = await takeSlot(journalDirectory, store.ring, { accountId: account.id, version, attemptId });
  return placeInJournal(store, slot, expected);
}

const placeInDatabase = (store: Store, expected: Expected): Place => ({
  onGrant: async () => undefined,
  onRefreshToken: async () => undefined,
  keep: (grant) => storeGrant(store, toStore(expected, grant)),
  giveUp: async () => undefined,
});

function placeInJournal(store: Store, slot: Slot, expected: Expected): Place {
  const accountId = expected.account.id;
  /** What the journal has of this answer. */
  let has: 'nothing' | 'refresh token' | 'all' = 'nothing';
  const write = async (entry: Parameters<Slot['write']>[0], part: typeof has) => {
    try {
      await slot.write(entry);
      has = part;
    } catch (error) {
      // The disk failed after there was room: the database is the one chance left, so the answer goes on.
      log.error('journal_write_failed', { account: accountId, error: error as Error });
    }
  };
  const onGrant = (grant: TokenGrant) => {
    const { requestedScopes, configurationHash, consentedAt } = toStore(expected, grant);
    return write({ grant, requestedScopes, configurationHash, consentedAt }, 'all');
  };
  return {
    onGrant,
    onRefreshToken: (refreshToken, spent) =>
      write(
        { refreshToken, ...(!isSameSecret(spent, refreshToken) && { spent: fingerprintOf(spent) }) },
        'refresh token',
      ),
    async keep(grant) {
      if (has !== 'all') await onGrant(grant);
      const stored = toStore(expected, grant);
      try {
        await storeOnce(store, stored);
      } catch (error) {
        if (has !== 'all') keepUnsaved(stored);
        throw error;
      }
      // It is stored: a file that cannot be moved now is moved by the next round.
      await slot.settle().catch((error: Error) => log.warn('journal_not_settled', { error }));
    },
    giveUp: () => (has === 'nothing' ? slot.discard() : slot.leave()),
  };
}

function toStore({ consentedAt, ...expected }: Expected, grant: TokenGrant): StoreGrant {
  return { ...expected, grant, consentedAt: consentedAt === 'now' ? grant.obtainedAt : consentedAt };
}

/** Gives the place up when no token came of the work. */
export async function keepOrGiveUp<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await place.giveUp();
    throw error;
  }
}
