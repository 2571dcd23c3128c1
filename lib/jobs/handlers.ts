import { deliverDue } from '@/lib/alerts/deliver-due';
import { raiseDueAlerts } from '@/lib/alerts/raise-due-alerts';
import { runDaily } from '@/lib/audit/daily';
import { env } from '@/lib/env';
import { hintJob } from '@/lib/jobs/hint-job';
import { limitsOf } from '@/lib/jobs/limits-of';
import type { QueueName } from '@/lib/jobs/queues';
import { renewWhatIsDue } from '@/lib/jobs/renew-what-is-due';
import type { Run } from '@/lib/jobs/run';
import { probeDue } from '@/lib/upkeep/probe-due';

/** What each queue does. A handler finds its work in the rows, may find none, and leaves to the next run what it could not do. */
export const HANDLERS: Record<QueueName, (run: Run) => Promise<unknown>> = {
  renewals: renewWhatIsDue,
  probes: readWithTokens,
  alerts: ({ context }) => raiseDueAlerts(context, context.clock.now()),
  deliveries: ({ context, signal }) => deliverDue(context, signal),
  reminders: async () => undefined,
  'clean-up': cleanUp,
};

async function readWithTokens({ context, signal }: Run): Promise<void> {
  const { hastened } = await probeDue(context, limitsOf(context), signal);
  if (hastened > 0) await hintJob('renewals');
}

async function cleanUp({ context, signal }: Run): Promise<void> {
  const now = context.clock.now();
  await runDaily(context.store, env().auditRetentionDays, now, signal);
}
