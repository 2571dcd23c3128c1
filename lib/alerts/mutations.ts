import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { AlertFacts } from '@/lib/alerts/alert-facts';
import type { AlertKind } from '@/lib/alerts/alert-kinds';
import type { ToTell } from '@/lib/alerts/data';
import { recordEvent } from '@/lib/audit/record';
import { accounts, alertChannels, alertDeliveries, alerts, people, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { UpkeepState } from '@/lib/upkeep/state';

export interface NewAlert {
  /** Null: about no account. */
  accountId: string | null;
  kind: AlertKind;
  /** The same thing about the same account is told once. */
  onceKey?: string;
  facts: AlertFacts;
  at: Date;
}

export interface Writing {
  db: Transaction;
  ring: Store['ring'];
}

/**
 * One alert, a delivery for every channel that is to have it, and with a mail server one for the account's owner and deputy.
 * Resolves to false when the same has been told already.
 */
export async function writeAlert(
  { db, ring }: Writing,
  { accountId, kind, onceKey, facts, at }: NewAlert,
  { hasMail }: { hasMail: boolean },
): Promise<boolean> {
  const account = accountId === null ? null : await readAccount(db, accountId);
  const own: AlertFacts = account ? { label: account.label, instance: account.instanceUrl } : {};
  const [made] = await db
    .insert(alerts)
    .values({ accountId, kind, onceKey: onceKey ?? null, facts: { ...own, ...facts }, at })
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  if (!made) return false;
  const channels = await listChannelsFor(db, accountId);
  const mailboxes = new Set(channels.flatMap(({ kind: way, target }) => (way === 'email' ? [target] : [])));
  const persons = account && hasMail ? await listMailboxes(db, account, mailboxes) : [];
  const first = { alertId: made.id, nextAt: at, createdAt: at };
  const deliveries = [
    ...channels.map(({ id }) => ({ ...first, channelId: id })),
    ...persons.map(({ id }) => ({ ...first, personId: id })),
  ];
  if (deliveries.length > 0) await db.insert(alertDeliveries).values(deliveries);
  const names = [...channels.map(({ name }) => name), ...persons.map(nameOf)];
  await recordEvent(
    { db, ring },
    {
      kind: 'alerted',
      by: null,
      ...(accountId !== null && { accountId }),
      facts: { kind, to: names.length > 0 ? names.join(', ') : 'nobody: there is no channel for it' },
    },
  );
  return true;
}

async function readAccount(db: Transaction, accountId: string) {
  const { label, instanceUrl, ownerId, deputyId } = accounts;
  const [row] = await db
    .select({ label, instanceUrl, ownerId, deputyId })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row ?? null;
}

function listChannelsFor(db: Transaction, accountId: string | null) {
  const { id, kind, name, target } = alertChannels;
  const isForIt = or(
    isNull(alertChannels.accountId),
    accountId === null ? undefined : eq(alertChannels.accountId, accountId),
  );
  return db
    .select({ id, kind, name, target })
    .from(alertChannels)
    .where(and(isNull(alertChannels.pausedAt), isForIt))
    .orderBy(alertChannels.createdAt);
}

/** Owner and deputy, but nobody whose mailbox is a channel already. */
async function listMailboxes(
  db: Transaction,
  { ownerId, deputyId }: { ownerId: string; deputyId: string | null },
  taken: Set<string>,
) {
  const { id, email, firstName, lastName } = people;
  const found = await db
    .select({ id, email, firstName, lastName })
    .from(people)
    .where(and(inArray(people.id, [ownerId, ...(deputyId ? [deputyId] : [])]), isNull(people.disabledAt)));
  return found.filter((person) => !taken.has(person.email));
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`;

/**
 * Marks an account as told of, if it is still as it was read. False: somebody else has told meanwhile, or it moved on.
 * @param as the state that people are told of; null for the all-clear
 */
export async function claimTelling(
  db: Transaction,
  { accountId, state, alertedAs }: Pick<ToTell, 'accountId' | 'state' | 'alertedAs'>,
  as: UpkeepState | null,
  now: Date,
): Promise<boolean> {
  const claimed = await db
    .update(upkeep)
    .set({ alertedAs: as, alertedAt: now })
    .where(
      and(
        eq(upkeep.accountId, accountId),
        eq(upkeep.state, state),
        sql`${upkeep.alertedAs} is not distinct from ${alertedAs}`,
      ),
    )
    .returning({ accountId: upkeep.accountId });
  return claimed.length > 0;
}
