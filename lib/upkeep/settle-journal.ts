import { loadAccount } from '@/lib/accounts/data';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import { recordEventAlone } from '@/lib/audit/record';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { isWhole } from '@/lib/tokens/journal-entry';
import {
  dropFile,
  isAbandoned,
  type JournalFile,
  keepFile,
  listKept,
  listOpen,
} from '@/lib/tokens/journal-files';
import type { Keeper } from '@/lib/tokens/keep-grant';
import { storeGrant } from '@/lib/tokens/mutations';
import { storeUnsaved } from '@/lib/tokens/unsaved-answers';
import { versionsOf } from '@/lib/upkeep/data';
import { readOrPutAside } from '@/lib/upkeep/read-or-put-aside';

/**
 * Stores what lies in the journal of one account and the database has not seen: an answer whose process died, or whose database
 * refused it. An answer that somebody else's overtook stays until the next token is stored; see late-answers.ts.
 * True when a token was stored: it is newer than any that a request now would be made with.
 * @throws AppError database_unavailable and the like: then no request may leave for this account
 */
export async function settleAccount(keeper: Keeper, accountId: string): Promise<boolean> {
  let isStored = await storeUnsaved(keeper.store, accountId);
  for (const file of await listOpen(keeper.journalDirectory, accountId))
    isStored = (await settleFile(keeper, file)) || isStored;
  return isStored;
}

async function settleFile(keeper: Keeper, file: JournalFile): Promise<boolean> {
  const { store, journalDirectory } = keeper;
  const loaded = await loadAccount(store, file.accountId).catch(notFoundAsNull);
  const version = loaded?.token?.version ?? 0;
  if (loaded && file.version > version) return storeFile(keeper, loaded.account, loaded.token, file);
  if (!loaded || file.version < version) await dropFile(file.file);
  // Stored, but its process died before it said so here.
  else if (loaded.token?.attemptId === file.attemptId) await keepFile(journalDirectory, file);
  return false;
}

/** True when there was an answer to store. */
async function storeFile(
  { store, journalDirectory }: Keeper,
  account: AccountRecord,
  token: TokenRecord | null,
  file: JournalFile,
): Promise<boolean> {
  const entry = await readOrPutAside(store.ring, file);
  if (!isWhole(entry)) return false;
  const { version } = file;
  await storeGrant(store, { ...entry, account, before: token, version, by: null, kind: 'renewed' });
  await recordEventAlone(store, { kind: 'answer_recovered', by: null, accountId: account.id });
  if (file.attemptId) await keepFile(journalDirectory, file);
  return true;
}

const notFoundAsNull = (error: unknown) => {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
};

/** Answers that wait for the database, of all accounts; requests that ended without one are forgotten. Returns how many were stored. */
export async function settleAll(keeper: Keeper): Promise<number> {
  let stored = 0;
  for (const file of await listOpen(keeper.journalDirectory)) {
    if (await isAbandoned(file)) await dropFile(file.file);
    else stored += await settled(keeper, file);
  }
  return stored;
}

/**
 * At the start of a process: a database that was put back from a back-up is brought up to the newest answers that are kept here.
 * Returns how many accounts the journal was ahead of.
 */
export async function settleKept(keeper: Keeper): Promise<number> {
  let ahead = 0;
  for await (const files of listKept(keeper.journalDirectory)) {
    const versions = await versionsOf(keeper.store, [...new Set(files.map(({ accountId }) => accountId))]);
    for (const file of files.toSorted((a, b) => b.version - a.version)) {
      if (file.version > (versions.get(file.accountId) ?? Number.POSITIVE_INFINITY)) {
        ahead += await settled(keeper, file);
        versions.set(file.accountId, file.version);
      }
    }
  }
  return ahead;
}

/** One file that cannot be settled does not keep the others from it. */
async function settled(keeper: Keeper, file: JournalFile): Promise<0 | 1> {
  try {
    return (await settleFile(keeper, file)) ? 1 : 0;
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    log.error('journal_not_settled', { account: file.accountId, code });
    return 0;
  }
}
