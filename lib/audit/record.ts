import { eq, sql } from 'drizzle-orm';
import type { EventKind, EventResult } from '@/lib/audit/event-kinds';
import { hashLine } from '@/lib/audit/hash-line';
import type { Database } from '@/lib/db/database';
import { auditHeads, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

export interface Entry {
  kind: EventKind;
  /** Who asked; null for the clock, the start, or somebody unknown. */
  by: Actor | null;
  /** Where an unknown asker came from. */
  address?: string;
  accountId?: string;
  result?: EventResult;
  /** Never a secret: step names, codes, counts, hosts. */
  facts?: Record<string, string | number | string[]>;
  at?: Date;
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

interface Log {
  /** The transaction that the line belongs to, so that a change and its line stand or fall together. */
  db: Transaction;
  ring: KeyRing;
}

/** Adds one line to the audit log. The head row's lock keeps writers in line until their transaction ends. */
export async function recordEvent({ db, ring }: Log, entry: Entry): Promise<void> {
  const [head] = await db
    .update(auditHeads)
    .set({ sequence: sql`${auditHeads.sequence} + 1` })
    .where(eq(auditHeads.id, 1))
    .returning();
  if (!head) throw new AppError('internal');
  const line = {
    id: head.sequence,
    at: entry.at ?? new Date(),
    kind: entry.kind,
    result: entry.result ?? 'done',
    accountId: entry.accountId ?? null,
    personId: entry.by?.id ?? null,
    apiKeyId: entry.by?.apiKey?.id ?? null,
    address: entry.by?.address ?? entry.address ?? null,
    facts: entry.facts ?? {},
  };
  const hash = hashLine(ring, head.hash, line);
  await db.insert(events).values({ ...line, hash });
  await db.update(auditHeads).set({ hash }).where(eq(auditHeads.id, 1));
}

/** A line that belongs to no change of the database: a reveal, a refusal. */
export const recordEventAlone = ({ db, ring }: Store, entry: Entry): Promise<void> =>
  db.transaction((tx) => recordEvent({ db: tx, ring }, entry));
