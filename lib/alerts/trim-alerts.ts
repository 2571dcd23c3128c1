import { deleteAlertsBefore } from '@/lib/alerts/delivery-mutations';
import type { Store } from '@/lib/db/store';

/** Longer than any consent lives, whose reminders must be remembered. */
const KEPT_MS = 180 * 24 * 3_600_000;

/** Deletes alerts that had their time, with their deliveries; the audit log keeps that they were sent. Resolves to how many. */
export const trimAlerts = (store: Store, now: Date): Promise<number> =>
  deleteAlertsBefore(store, new Date(now.getTime() - KEPT_MS));
