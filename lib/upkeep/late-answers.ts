import { randomUUID } from 'node:crypto';
import { loadAccount } from '@/lib/accounts/data';
import type { TokenRecord } from '@/lib/accounts/to-view';
import { fingerprintOf, isWhole, type RescuedEntry } from '@/lib/tokens/journal-entry';
import { dropFile, listOpen } from '@/lib/tokens/journal-files';
import { type Keeper, keepOrGiveUp, makePlace } from '@/lib/tokens/keep-grant';
import { readOrPutAside } from '@/lib/upkeep/read-or-put-aside';

/**
 * The refresh token of an answer that came, but was not verified or could not be used. It is what the server gave out last, so
 * it goes before the one in the database, whose second use could end both. Where several such answers followed each other, each
 * but the last was spent for the next.
 */
export async function findRescued(
  keeper: Keeper,
  { accountId, version }: Pick<TokenRecord, 'accountId' | 'version'>,
): Promise<string | null> {
  const entries = (await listRescued(keeper, accountId, version + 1)).map(({ entry }) => entry);
  const spent = new Set(entries.map((entry) => entry.spent));
  const last = entries.find(({ refreshToken }) => !spent.has(fingerprintOf(refreshToken)));
  return last?.refreshToken ?? null;
}

/** Gives up what was rescued: the server will not have it. */
export async function dropRescued(
  keeper: Keeper,
  { accountId, version }: Pick<TokenRecord, 'accountId' | 'version'>,
): Promise<void> {
  for (const { file } of await listRescued(keeper, accountId, version + 1)) await dropFile(file);
}

async function listRescued({ store, journalDirectory }: Keeper, accountId: string, version: number) {
  const found: { file: string; entry: RescuedEntry }[] = [];
  for (const file of await listOpen(journalDirectory, accountId)) {
    const entry = file.version === version ? await readOrPutAside(store.ring, file) : null;
    if (entry && !isWhole(entry)) found.push({ file: file.file, entry });
  }
  return found;
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
