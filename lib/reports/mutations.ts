import { eq } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import { proofOf } from '@/lib/accounts/to-view';
import { recordEvent } from '@/lib/audit/record';
import { accounts, reports, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import type { Report } from '@/lib/validation/report';

/** Keeps a finished or cancelled report with its account; a verdict becomes the account's, its last read the proof that stands under the status. */
export async function saveReport(
  { db, ring }: Store,
  report: Report,
  tokenVersion: number,
  by: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(reports).values({
      id: report.id,
      accountId: report.accountId,
      startedAt: new Date(report.startedAt),
      endedAt: report.endedAt ? new Date(report.endedAt) : null,
      tokenVersion,
      body: report,
    });
    const proof = proofOf(report, null);
    if (proof) await tx.update(upkeep).set({ proof }).where(eq(upkeep.accountId, report.accountId));
    if (!report.verdict) return;
    await tx
      .update(accounts)
      .set({ verdict: report.verdict, updatedAt: new Date() })
      .where(eq(accounts.id, report.accountId));
    await noteNeedsPerson(tx, report.accountId);
    await recordEvent(
      { db: tx, ring },
      {
        accountId: report.accountId,
        by,
        kind: 'validated',
        facts: { verdict: report.verdict, checks: report.checks.length },
      },
    );
  });
}
