import type { Database } from '@/lib/db/database';
import { events } from '@/lib/db/schema';

/** Everything that can stand in an account's history. */
export const EVENT_KINDS = [
  'created',
  'step_changed',
  'credentials_saved',
  'authorization_started',
  'authorized',
  'authorization_failed',
  'token_obtained',
  'token_failed',
  'validated',
  'applied',
  'renewed',
  'revealed',
  'exported',
  'deleted',
  'restored',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

interface Entry {
  accountId: string;
  personId: string | null;
  kind: EventKind;
  /** Never a secret: step names, codes, counts, hosts. */
  facts?: Record<string, string | number | string[]>;
}

/** Adds one line to the history. Takes the transaction it belongs to, so that a change and its line stand or fall together. */
export async function recordEvent(
  db: Pick<Database, 'insert'>,
  { accountId, personId, kind, facts }: Entry,
): Promise<void> {
  await db.insert(events).values({ accountId, personId, kind, facts: facts ?? {} });
}
