import { eq } from 'drizzle-orm';
import { cleanFacts, type EventFacts } from '@/lib/audit/clean-facts';
import type { EventKind, EventResult } from '@/lib/audit/event-kinds';
import { lineHasher } from '@/lib/audit/hash-line';
import { auditHeads, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
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
  facts?: EventFacts;
  at?: Date;
}

interface Log {
  /** The transaction that the line belongs to, so that a change and its line stand or fall together. */
  db: Transaction;
  ring: KeyRing;
}

/**
 * Adds one line to the audit log. The head row's lock keeps writers in line until their transaction ends.
 * Two statements: the lock with what the head says, then line and head in one.
 */
export async function recordEvent({ db, ring }: Log, entry: Entry): Promise<void> {
  const [head] = await db.select().from(auditHeads).where(eq(auditHeads.id, 1)).for('update');
  if (!head) throw new AppError('internal');
  const line = {
    id: head.sequence + 1,
    at: entry.at ?? new Date(),
    kind: entry.kind,
    result: entry.result ?? 'done',
    accountId: entry.accountId ?? null,
    personId: entry.by?.id ?? null,
    apiKeyId: entry.by?.apiKey?.id ?? null,
    address: entry.by?.address ?? entry.address ?? null,
    facts: cleanFacts(entry.facts ?? {}),
  };
  const hash = lineHasher(ring)(head.hash, line);
  const written = db.$with('written').as(
    db
      .insert(events)
      .values({ ...line, hash })
      .returning({ id: events.id }),
  );
  await db.with(written).update(auditHeads).set({ sequence: line.id, hash }).where(eq(auditHeads.id, 1));
}

/** A line that belongs to no change of the database: a reveal, a refusal. */
export const recordEventAlone = ({ db, ring }: Store, entry: Entry): Promise<void> =>
  db.transaction((tx) => recordEvent({ db: tx, ring }, entry));
