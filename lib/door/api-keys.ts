import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { accounts, apiKeys } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { endingOf, hashApiKey, makeApiKey } from '@/lib/door/api-key-format';
import { DAY_MS, MAX_KEY_DAYS, type NewApiKey } from '@/lib/door/api-key-schema';
import type { Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** Makes a key and returns it, for the one time that it is shown: the row keeps its hash. @throws AppError invalid_input */
export async function createApiKey(
  { db, ring }: Store,
  by: Person,
  { name, scopes, accountIds, expiresAt }: NewApiKey,
  now: Date,
): Promise<{ id: string; key: string }> {
  const key = makeApiKey();
  const latest = new Date(now.getTime() + MAX_KEY_DAYS * DAY_MS);
  const row = {
    name,
    scopes,
    accountIds,
    keyHash: hashApiKey(key),
    ending: endingOf(key),
    createdById: by.id,
    createdAt: now,
    expiresAt: expiresAt < latest ? expiresAt : latest,
  };
  const id = await db.transaction(async (tx) => {
    if (accountIds) await requireAccounts(tx, accountIds);
    const [made] = await tx.insert(apiKeys).values(row).returning({ id: apiKeys.id });
    if (!made) throw new AppError('internal');
    const facts = {
      keyId: made.id,
      name,
      scopes,
      accounts: accountIds ?? 'all',
      expiresAt: row.expiresAt.toISOString(),
    };
    await recordEvent({ db: tx, ring }, { kind: 'api_key_made', by, facts });
    return made.id;
  });
  return { id, key };
}

async function requireAccounts(db: Pick<Store['db'], 'select'>, ids: string[]): Promise<void> {
  const [found] = await db
    .select({ number: count() })
    .from(accounts)
    .where(and(inArray(accounts.id, ids), isNull(accounts.deletedAt)));
  if (found?.number === ids.length) return;
  const message = 'One of these accounts is not there any more. Choose again';
  throw new AppError('invalid_input', { facts: { field: 'accountIds', message } });
}

/** Ends a key: the next request with it is refused. Ending one twice changes nothing. @throws AppError not_found */
export async function revokeApiKey({ db, ring }: Store, by: Person, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    if (ended) {
      const facts = { keyId: id, name: ended.name };
      await recordEvent({ db: tx, ring }, { kind: 'api_key_revoked', by, facts });
      return;
    }
    const there = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.id, id));
    if (there.length === 0) throw new AppError('not_found');
  });
}
