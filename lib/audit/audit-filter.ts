import { z } from 'zod';
import { EVENT_GROUPS } from '@/lib/audit/event-groups';
import { EVENT_RESULTS } from '@/lib/audit/event-kinds';

/** A day of the calendar in UTC. */
const day = z.iso.date();

/** What of the audit log is asked for. */
export const auditFilter = z.strictObject({
  group: z.enum(EVENT_GROUPS).optional(),
  person: z.uuid().optional(),
  account: z.uuid().optional(),
  result: z.enum(EVENT_RESULTS).optional(),
  /** The first and the last day, both included. */
  from: day.optional(),
  to: day.optional(),
  /** Part of an account's label. */
  label: z.string().trim().min(1).max(200).optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;
