import { eq, isNull, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import { recordEvent } from '@/lib/audit/record';
import type { Database } from '@/lib/db/database';
import { accounts, authorizations, sessions, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { ON_HOLD } from '@/lib/upkeep/state';

/** Only a person goes on from here: by authorizing again, or by *Renew now*, knowing what it may cost. */
export async function putOnHold({ db, ring }: Store, accountIds: string[], now: Date): Promise<void> {
  for (const accountId of accountIds) {
    await db.transaction(async (tx) => {
      const held = await tx
        .update(upkeep)
        .set({
          state: 'reauth_required',
          since: now,
          reason: 'invalid_grant',
          facts: { reason: ON_HOLD },
          dueAt: null,
        })
        .where(eq(upkeep.accountId, accountId))
        .returning({ accountId: upkeep.accountId });
      if (held.length === 0) return;
      // Why the last try failed before the back-up was made is of no use now.
      await tx.update(accounts).set({ problem: null }).where(eq(accounts.id, accountId));
      await noteNeedsPerson(tx, accountId);
      const facts = { state: 'reauth_required', code: 'invalid_grant', reason: ON_HOLD };
      await recordEvent(
        { db: tx, ring },
        { kind: 'upkeep_changed', by: null, accountId, result: 'failed', facts },
      );
    });
  }
}

/** What was ended or used up since the back-up was made must not come alive with it: everybody signs in again. */
export async function endWhatWasOpen(db: Database, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(sessions).set({ endedAt: now }).where(isNull(sessions.endedAt));
    await tx.delete(authorizations);
  });
}

/** Writes everything to the files, so that a copy of them opens quickly. */
export const flush = async (db: Database): Promise<void> => void (await db.execute(sql`checkpoint`));
