import { purgeDeleted } from '@/lib/accounts/purge-deleted';
import { forgetPreviousSecrets } from '@/lib/alerts/channel-mutations';
import { deliverDue } from '@/lib/alerts/deliver-due';
import { raiseDueAlerts } from '@/lib/alerts/raise-due-alerts';
import { trimAlerts } from '@/lib/alerts/trim-alerts';
import { runDaily } from '@/lib/audit/daily';
import { tendEmbedded } from '@/lib/db/tend-embedded';
import { env } from '@/lib/env';
import { hintJob } from '@/lib/jobs/hint-job';
import { limitsOf } from '@/lib/jobs/limits-of';
import type { QueueName } from '@/lib/jobs/queues';
import { renewWhatIsDue } from '@/lib/jobs/renew-what-is-due';
import type { Run } from '@/lib/jobs/run';
import { probeDue } from '@/lib/upkeep/probe-due';
import { remindOfConsent } from '@/lib/upkeep/remind-of-consent';

/** What each queue does. A handler finds its work in the rows, may find none, and leaves to the next run what it could not do. */
export const HANDLERS: Record<QueueName, (run: Run) => Promise<unknown>> = {
  renewals: renewWhatIsDue,
  probes: readWithTokens,
  alerts: ({ context }) => raiseDueAlerts(context, context.clock.now()),
  deliveries: ({ context, signal }) => deliverDue(context, signal),
  reminders: ({ context }) => remindOfConsent(context, context.clock.now()),
  'clean-up': cleanUp,
};

async function readWithTokens({ context, signal }: Run): Promise<void> {
  const { hastened } = await probeDue(context, limitsOf(context), signal);
  if (hastened > 0) await hintJob('renewals');
}

/** Each part is done, whatever becomes of the others; what failed is tried again. */
async function cleanUp({ context, signal }: Run): Promise<void> {
  const now = context.clock.now();
  const parts = await Promise.allSettled([
    runDaily(context.store, env().auditRetentionDays, now, signal),
    trimAlerts(context.store, now),
    forgetPreviousSecrets(context.store, now),
    purgeDeleted(context, now, signal),
  ]);
  await tendEmbedded(context.store);
  const failed = parts.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
