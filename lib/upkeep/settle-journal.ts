import { unlink } from 'node:fs/promises';
import { loadAccount } from '@/lib/accounts/data';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import {
  allFiles,
  dropOlder,
  filesOf,
  isAbandoned,
  type JournalFile,
  readEntry,
  settleFile,
} from '@/lib/tokens/journal';
import type { Keeper } from '@/lib/tokens/keep-grant';
import { storeGrant } from '@/lib/tokens/mutations';
import { versionsOf } from '@/lib/upkeep/data';

/**
 * Stores what lies in the journal of one account and the database has not seen: an answer whose process died or whose database
 * refused it, or one that is newer than a database from an old backup. An answer that somebody else's overtook stays there.
 */
export async function settleAccount(keeper: Keeper, accountId: string): Promise<void> {
  const { store, journalDirectory } = keeper;
  // Oldest first, so that each follows the one before it.
  const files = (await filesOf(journalDirectory, accountId)).reverse();
  if (files.length === 0) return;
  for (const file of files) {
    const { account, token } = await loadAccount(store, accountId);
    const current = token?.version ?? 0;
    if (file.version > current) await storeEntry(keeper, account, token, file);
    else if (!file.isSettled) await settleOwn(keeper, token, file);
  }
}

async function storeEntry(
  keeper: Keeper,
  account: AccountRecord,
  token: TokenRecord | null,
  file: JournalFile,
) {
  const entry = await readEntry(keeper.store.ring, file);
  if (!entry) return;
  const { attemptId, version, grant, requestedScopes, consentedAt, configurationHash } = entry;
  await storeGrant(keeper.store, {
    account,
    before: token,
    version,
    attemptId,
    grant,
    requestedScopes,
    consentedAt,
    configurationHash,
    by: null,
    kind: 'renewed',
  });
  if (!file.isSettled) await settleFile(file);
  await dropOlder(keeper.journalDirectory, account.id, version);
}

/** Stored, but its process died before it said so here. */
async function settleOwn({ journalDirectory }: Keeper, token: TokenRecord | null, file: JournalFile) {
  if (token?.attemptId !== file.attemptId) return;
  await settleFile(file);
  await dropOlder(journalDirectory, file.accountId, file.version);
}

/**
 * Everything in the journal, at the start of the process and while answers wait for the database. Only file names are looked
 * at for what the database already has.
 */
export async function settleAll(keeper: Keeper, now: Date): Promise<number> {
  let settled = 0;
  for await (const files of allFiles(keeper.journalDirectory)) {
    const versions = await versionsOf(keeper.store, [...new Set(files.map(({ accountId }) => accountId))]);
    const waiting = files.filter(
      ({ accountId, version, isSettled }) => !isSettled || version > (versions.get(accountId) ?? 0),
    );
    for (const file of waiting.filter(({ isSettled }) => !isSettled)) {
      if (await isAbandoned(file, now)) await unlink(file.file).catch(() => undefined);
    }
    for (const accountId of new Set(waiting.map((file) => file.accountId))) {
      await settleAccount(keeper, accountId).then(
        () => (settled += 1),
        (error) =>
          log.error('journal_not_settled', { code: error instanceof AppError ? error.code : 'internal' }),
      );
    }
  }
  return settled;
}

/**
 * After the server refused the refresh token in use: an answer that came too late to be stored may hold the one that is alive.
 * It takes the place of the dead one. True when there was one.
 */
export async function promoteCandidate(
  keeper: Keeper,
  account: AccountRecord,
  token: TokenRecord,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof AppError) || error.code !== 'invalid_grant') return false;
  const { store, journalDirectory } = keeper;
  const now = await loadAccount(store, account.id);
  // Re-read first: somebody else may have renewed in the meantime, and that refusal was for the token before.
  if (now.token && now.token.version !== token.version) return true;
  const files = await filesOf(journalDirectory, account.id);
  const candidate = files.find(({ isSettled, attemptId }) => !isSettled && attemptId !== token.attemptId);
  const entry = candidate && (await readEntry(store.ring, candidate));
  if (!candidate || !entry) return false;
  const { grant, requestedScopes, consentedAt, configurationHash, attemptId } = entry;
  const stored = { grant, requestedScopes, consentedAt, configurationHash, attemptId };
  await storeGrant(store, { ...stored, account, before: token, by: null, kind: 'renewed' });
  await unlink(candidate.file).catch(() => undefined);
  return true;
}
