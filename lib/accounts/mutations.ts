import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import type { AccountPeople, ClientStep } from '@/lib/accounts/schema';
import { recordEvent } from '@/lib/audit/record';
import { proposeLogin, proposeName } from '@/lib/coupa/login';
import { accounts, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Actor, Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** Changes to an account as a whole; what its forms save is in step-mutations.ts. They trust their input: the guard has parsed it and checked the role. */

/** What ends putting aside: the value that did not open was written anew. */
export const NOT_QUARANTINED = { quarantinedAt: null, quarantinedValue: null };

/** Starts an account from its first step, with everything proposed that can be known: name, login and contact. */
export async function createAccount({ db, ring }: Store, actor: Person, step: ClientStep): Promise<string> {
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(accounts)
      .values({
        ...step,
        ownerId: actor.id,
        name: proposeName(step.label, step.instanceUrl),
        login: proposeLogin(step.label, new URL(step.instanceUrl).host),
        contactFirstName: actor.firstName,
        contactLastName: actor.lastName,
        contactEmail: actor.email,
        scopeSource: step.clientSource === 'existing' ? 'from_token' : 'chosen',
      })
      .returning({ id: accounts.id });
    if (!made) throw new AppError('internal');
    await recordEvent({ db: tx, ring }, { accountId: made.id, by: actor, kind: 'created' });
    return made.id;
  });
}

/** Puts a validated account to work. @throws AppError step_not_ready without a token for this configuration */
export async function applyAccount({ db, ring }: Store, actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(accounts)
      .set({ appliedAt: sql`coalesce(${accounts.appliedAt}, now())`, updatedAt: new Date() })
      .where(eq(accounts.id, id));
    await noteNeedsPerson(tx, id);
    await recordEvent({ db: tx, ring }, { accountId: id, by: actor, kind: 'applied' });
  });
}

/**
 * Says who looks after an account. One line for each of the two that changed; with nothing changed there is none.
 * @throws AppError not_found, invalid_input when somebody newly chosen may not sign in
 */
export async function setAccountPeople(
  { db, ring }: Store,
  actor: Actor,
  id: string,
  { ownerId, deputyId }: AccountPeople,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ ownerId: accounts.ownerId, deputyId: accounts.deputyId })
      .from(accounts)
      .where(and(eq(accounts.id, id), isNull(accounts.deletedAt)))
      .for('update');
    if (!before) throw new AppError('not_found');
    const changes = [
      { kind: 'owner_changed', field: 'ownerId', from: before.ownerId, to: ownerId },
      { kind: 'deputy_changed', field: 'deputyId', from: before.deputyId, to: deputyId },
    ] as const;
    for (const { kind, field, to } of changes.filter((each) => each.from !== each.to)) {
      if (to !== null) await requireMaySignIn(tx, field, to);
      await tx
        .update(accounts)
        .set({ [field]: to, updatedAt: new Date() })
        .where(eq(accounts.id, id));
      const line = { accountId: id, by: actor, kind };
      await recordEvent({ db: tx, ring }, to === null ? line : { ...line, facts: { person: to } });
    }
  });
}

async function requireMaySignIn(tx: Transaction, field: string, personId: string): Promise<void> {
  const [found] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)))
    .for('share');
  if (found) return;
  throw new AppError('invalid_input', { facts: { field, message: 'Choose somebody who may sign in here' } });
}

/** Puts an account away; everything is kept, so it can come back. */
export const deleteAccount = (store: Store, actor: Actor, id: string) => setDeleted(store, actor, id, true);
export const restoreAccount = (store: Store, actor: Actor, id: string) => setDeleted(store, actor, id, false);

async function setDeleted({ db, ring }: Store, actor: Actor, id: string, isDeleted: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(accounts)
      .set({ deletedAt: isDeleted ? new Date() : null, updatedAt: new Date() })
      .where(and(eq(accounts.id, id), isDeleted ? isNull(accounts.deletedAt) : isNotNull(accounts.deletedAt)))
      .returning({ id: accounts.id });
    if (changed.length === 0) throw new AppError('not_found');
    await noteNeedsPerson(tx, id);
    await recordEvent(
      { db: tx, ring },
      { accountId: id, by: actor, kind: isDeleted ? 'deleted' : 'restored' },
    );
  });
}
