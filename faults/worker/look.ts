import { eq, inArray } from 'drizzle-orm';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { tokenPlace } from '@/lib/seal/places';
import { unseal } from '@/lib/seal/seal';
import { isWhole, readEntry } from '@/lib/tokens/journal-entry';
import { type JournalFile, listKept, listOpen } from '@/lib/tokens/journal-files';

/** Everything that this installation has of an account. */
export interface Seen {
  accountId: string;
  state: string;
  reason: string | null;
  /** ISO 8601; null when only a person can go on. */
  dueAt: string | null;
  isOverdue: boolean;
  /** The trouble that people were told of, while it is not over. */
  alertedAs: string | null;
  failures: number;
  version: number;
  expiresAt: string;
  isQuarantined: boolean;
  isDeleted: boolean;
  accessToken: string | null;
  /** Of the row in use. */
  refreshToken: string | null;
  /** In the journal, whatever its standing. */
  inJournal: string[];
}

export async function lookAt(
  store: Store,
  journalDirectory: string,
  accountIds: string[],
  now: Date,
): Promise<Seen[]> {
  const rows = await store.db
    .select({ account: accounts, token: tokens, upkeep })
    .from(accounts)
    .innerJoin(tokens, eq(tokens.accountId, accounts.id))
    .innerJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .where(inArray(accounts.id, accountIds));
  const journal = await readJournal(store, journalDirectory);
  // In the order that was asked for: the database's own changes with every update.
  const place = (id: string) => accountIds.indexOf(id);
  rows.sort((a, b) => place(a.account.id) - place(b.account.id));
  return rows.map(({ account, token, upkeep: kept }) => ({
    accountId: account.id,
    state: kept.state,
    reason: kept.reason,
    dueAt: kept.dueAt?.toISOString() ?? null,
    isOverdue: kept.dueAt !== null && kept.dueAt <= now,
    alertedAs: kept.alertedAs,
    failures: kept.failures,
    version: token.version,
    expiresAt: token.expiresAt.toISOString(),
    isQuarantined: account.quarantinedAt !== null,
    isDeleted: account.deletedAt !== null,
    accessToken: open(store, 'access_token', token, token.accessTokenSealed),
    refreshToken: open(store, 'refresh_token', token, token.refreshTokenSealed),
    inJournal: journal.get(account.id) ?? [],
  }));
}

type Token = Pick<typeof tokens.$inferSelect, 'accountId' | 'version'>;

function open(
  { ring }: Store,
  column: 'access_token' | 'refresh_token',
  { accountId, version }: Token,
  sealed: string | null,
): string | null {
  try {
    return sealed && unseal(ring, tokenPlace(column, accountId, version), sealed);
  } catch {
    return null;
  }
}

async function readJournal({ ring }: Store, directory: string): Promise<Map<string, string[]>> {
  const files: JournalFile[] = await listOpen(directory);
  for await (const kept of listKept(directory)) files.push(...kept);
  const found = new Map<string, string[]>();
  for (const file of files) {
    const entry = await readEntry(ring, file).catch(() => null);
    const value = isWhole(entry) ? entry.grant.refreshToken : entry?.refreshToken;
    if (value) found.set(file.accountId, [...(found.get(file.accountId) ?? []), value]);
  }
  return found;
}
