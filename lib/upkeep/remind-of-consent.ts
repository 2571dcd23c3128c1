import { raiseAlert } from '@/lib/alerts/raise-alert';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { daysLeft, reminderDue } from '@/lib/planner/consent-end';
import { listToRemind } from '@/lib/planner/data';

/** Accounts looked at together. */
const BATCH = 500;

/**
 * Reminds owner, deputy and channels of consents that end: 30, 14, 7 days and 1 day before, and once when one is over. Each is
 * told once, however often and from however many processes this runs; after an outage only the nearest one is told. A new
 * consent has reminders of its own.
 * @returns how many were told now
 */
export async function remindOfConsent(
  { store }: Pick<AuthorizeContext, 'store'>,
  now: Date,
): Promise<number> {
  let told = 0;
  for (let after: string | null = null; ; ) {
    const batch = await listToRemind(store, now, { after, limit: BATCH });
    for (const account of batch) told += (await remind(store, account, now)) ? 1 : 0;
    after = batch.at(-1)?.accountId ?? null;
    if (batch.length < BATCH) return told;
  }
}

async function remind(
  store: AuthorizeContext['store'],
  { accountId, endsAt, told }: Awaited<ReturnType<typeof listToRemind>>[number],
  now: Date,
): Promise<boolean> {
  const threshold = reminderDue(endsAt, now);
  if (threshold === null) return false;
  const end = endsAt.toISOString();
  const onceKey = `reminder:${end}:${threshold}`;
  if (told.includes(onceKey)) return false;
  const facts = { endsAt: end, daysLeft: daysLeft(endsAt, now) };
  return raiseAlert(store, { accountId, kind: 'reminder', onceKey, facts, at: now });
}
