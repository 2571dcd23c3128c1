import { randomUUID } from 'node:crypto';
import { loadAccount } from '@/lib/accounts/data';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import { recordEventAlone } from '@/lib/audit/record';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { KeyRing } from '@/lib/seal/key-ring';
import { isWhole, type JournalEntry, readEntry } from '@/lib/tokens/journal-entry';
import {
  dropFile,
  isAbandoned,
  type JournalFile,
  keepFile,
  listKept,
  listOpen,
  putAsideFile,
} from '@/lib/tokens/journal-files';
import { type Keeper, keepOrGiveUp, makePlace, storeUnsaved } from '@/lib/tokens/keep-grant';
import { storeGrant } from '@/lib/tokens/mutations';
import { versionsOf } from '@/lib/upkeep/data';

/**
 * Stores what lies in the journal of one account and the database has not seen: an answer whose process died, or whose database
 * refused it. An answer that somebody else's overtook stays until the next token is stored; see `promoteCandidate`.
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

/** A file that was changed from outside, or that a disk damaged, keeps nobody from going on with what is there. */
async function readOrPutAside(ring: KeyRing, file: JournalFile): Promise<JournalEntry | null> {
  try {
    return await readEntry(ring, file);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'value_tampered')) throw error;
    log.error('journal_unreadable', { account: file.accountId, version: file.version });
    await putAsideFile(file);
    return null;
  }
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

/**
 * The refresh token of an answer that came, but was not verified or could not be used. It is what the server gave out last, so
 * it goes before the one in the database, whose second use could end both.
 */
export async function findRescued(
  { store, journalDirectory }: Keeper,
  accountId: string,
  version: number,
): Promise<{ file: string; refreshToken: string } | null> {
  for (const file of await listOpen(journalDirectory, accountId)) {
    const entry = file.version === version ? await readOrPutAside(store.ring, file) : null;
    if (entry && !isWhole(entry)) return { file: file.file, refreshToken: entry.refreshToken };
  }
  return null;
}

/**
 * After the server refused the refresh token in use: somebody else may have renewed in the meantime, or an answer that came too
 * late to be stored holds the token that is alive; then it takes the place of the dead one. True when there is nothing more to do.
 */
export async function promoteCandidate(keeper: Keeper, token: TokenRecord): Promise<boolean> {
  const { store, journalDirectory } = keeper;
  const { account, token: now } = await loadAccount(store, token.accountId);
  if (now && now.version !== token.version) return true;
  for (const file of (await listOpen(journalDirectory, account.id)).reverse()) {
    const entry = file.attemptId === token.attemptId ? null : await readOrPutAside(store.ring, file);
    if (!isWhole(entry)) continue;
    // Anew, because an answer is sealed to the version that it gets.
    const parts = { ...entry, attemptId: randomUUID(), account, before: token };
    const place = await makePlace(keeper, { ...parts, by: null, kind: 'renewed' });
    await keepOrGiveUp(place, () => place.keep(entry.grant));
    await dropFile(file.file);
    return true;
  }
  return false;
}
