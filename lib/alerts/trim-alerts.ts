import { forgetPreviousSecrets } from '@/lib/alerts/channel-mutations';
import { deleteAlertsBefore } from '@/lib/alerts/delivery-mutations';
import type { Store } from '@/lib/db/store';

/** Longer than any consent lives, whose reminders must be remembered. */
const KEPT_MS = 180 * 24 * 3_600_000;

/**
 * Deletes alerts that had their time, with their deliveries; the audit log keeps that they were sent. Resolves to how many.
 * Secrets that sign no more go as well.
 */
export async function trimAlerts(store: Store, now: Date): Promise<number> {
  await forgetPreviousSecrets(store, now);
  return deleteAlertsBefore(store, new Date(now.getTime() - KEPT_MS));
}
