import { and, eq, gte, sql } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { events, type tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { processWide } from '@/lib/process-wide';

type TokenRead = Pick<typeof tokens.$inferSelect, 'accountId' | 'version' | 'obtainedAt'>;

/** Readings that have their line, so that the next ones need not look for it. About 1.5 MB when full. */
const MAX_NOTED = 10_000;
const noted = processWide('token-reads-noted', () => new Set<string>());

/**
 * Says once in the audit log that this key read this very token: a pipeline asks before each of its calls, and a line for
 * every one of them would bury what matters.
 */
export async function noteTokenRead(store: Store, by: Actor, token: TokenRead): Promise<void> {
  const { db, ring } = store;
  const apiKeyId = by.apiKey?.id ?? '';
  const { accountId, version, obtainedAt } = token;
  const name = `${apiKeyId} ${accountId} ${version} ${obtainedAt.getTime()}`;
  if (noted.has(name)) return;
  if (!(await isNoted(db, apiKeyId, token)))
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`token_read:${apiKeyId}:${accountId}`}))`);
      if (await isNoted(tx, apiKeyId, token)) return;
      await recordEvent({ db: tx, ring }, { kind: 'token_read', by, accountId, facts: { version } });
    });
  if (noted.size >= MAX_NOTED) noted.clear();
  noted.add(name);
}

async function isNoted(
  db: Pick<Store['db'], 'select'>,
  apiKeyId: string,
  { accountId, version, obtainedAt }: TokenRead,
): Promise<boolean> {
  const found = await db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.accountId, accountId),
        gte(events.at, obtainedAt),
        eq(events.kind, 'token_read'),
        eq(events.apiKeyId, apiKeyId),
        sql`${events.facts}->>'version' = ${String(version)}`,
      ),
    )
    .limit(1);
  return found.length > 0;
}
