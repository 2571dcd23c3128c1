import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { findConsequences } from '@/lib/accounts/consequences';
import { type LoadedAccount, loadAccount } from '@/lib/accounts/data';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import type {
  AccountPeople,
  ClientStep,
  CredentialsStep,
  GrantTypeStep,
  ScopesStep,
} from '@/lib/accounts/schema';
import type { AccountRecord } from '@/lib/accounts/to-view';
import { recordEvent } from '@/lib/audit/record';
import { proposeLogin, proposeName } from '@/lib/coupa/login';
import { accounts, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Actor, Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { clientSecretPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

/** Changes to an account. They trust their input: the guard has parsed it and checked the role. */

/** What ends putting aside: the value that did not open was written anew. */
export const NOT_QUARANTINED = { quarantinedAt: null, quarantinedValue: null };

type Change = Partial<typeof accounts.$inferInsert>;

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

export async function saveClientStep(
  store: Store,
  actor: Actor,
  id: string,
  version: number,
  step: ClientStep,
): Promise<void> {
  const { account, token } = await loadForChange(store, id);
  const consequences = findConsequences({ ...account, hasToken: token !== null }, step);
  await change(store, actor, account, version, 'client', {
    ...step,
    ...(consequences.resetsGrantType && { grantType: 'client_credentials' as const }),
    ...(consequences.clearsCredentials && clearedCredentials(account)),
    ...(step.clientSource === 'new' && { scopeSource: 'chosen' as const }),
  });
}

export async function saveGrantTypeStep(
  store: Store,
  actor: Actor,
  id: string,
  version: number,
  step: GrantTypeStep,
): Promise<void> {
  const { account, token } = await loadForChange(store, id);
  if (account.accountType === 'snaplogic-oauth2' && step.grantType === 'authorization_code') {
    const message = 'The SnapLogic Coupa OAuth2 Account takes client credentials only';
    throw new AppError('invalid_input', { facts: { field: 'grantType', message } });
  }
  const consequences = findConsequences({ ...account, hasToken: token !== null }, step);
  await change(store, actor, account, version, 'grant-type', {
    ...step,
    ...(consequences.clearsCredentials && clearedCredentials(account)),
    finishedStep: Math.max(
      2,
      consequences.clearsCredentials ? Math.min(account.finishedStep, 3) : account.finishedStep,
    ),
  });
}

export async function saveScopesStep(
  store: Store,
  actor: Actor,
  id: string,
  version: number,
  step: ScopesStep,
): Promise<void> {
  const { account } = await loadForChange(store, id);
  requireFinished(account, 2);
  if (step.scopeSource === 'from_token' && account.clientSource === 'new') {
    const message = 'Choose at least one scope. A new client has none that a token could tell';
    throw new AppError('invalid_input', { facts: { field: 'scopes', message } });
  }
  await change(store, actor, account, version, 'scopes', {
    ...step,
    finishedStep: Math.max(3, account.finishedStep),
  });
}

/** Saves Client ID and secret; an empty secret keeps the one that is saved for the same Client ID. */
export async function saveCredentialsStep(
  store: Store,
  actor: Actor,
  id: string,
  version: number,
  step: CredentialsStep,
): Promise<void> {
  const { account } = await loadForChange(store, id);
  requireFinished(account, 3);
  const isSameClient = step.clientId === account.clientId;
  const keepsSecret = step.clientSecret === '' && account.clientSecretSealed !== null && isSameClient;
  const isSecretNeeded = !(account.grantType === 'authorization_code' && account.clientProof === 'pkce');
  if (step.clientSecret === '' && !keepsSecret && isSecretNeeded) {
    const message = isSameClient ? 'Enter the Client secret' : 'Enter the Client secret of this Client ID';
    throw new AppError('invalid_input', { facts: { field: 'clientSecret', message } });
  }
  const secretVersion = account.secretVersion + 1;
  const secret = keepsSecret
    ? {}
    : {
        clientSecretSealed:
          step.clientSecret === ''
            ? null
            : seal(store.ring, clientSecretPlace(id, secretVersion), step.clientSecret),
        clientSecretLength: step.clientSecret.length || null,
        secretVersion,
        credentialsVersion: account.credentialsVersion + 1,
        clientSecretSavedAt: new Date(),
        clientAuthMethod: null,
      };
  await change(store, actor, account, version, 'credentials', {
    clientId: step.clientId,
    ...secret,
    finishedStep: 4,
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

async function loadForChange(store: Store, id: string): Promise<LoadedAccount> {
  const loaded = await loadAccount(store, id);
  if (loaded.account.deletedAt) throw new AppError('not_found');
  return loaded;
}

function requireFinished(account: AccountRecord, forms: number) {
  if (account.finishedStep < forms) throw new AppError('step_not_ready');
}

const clearedCredentials = (account: AccountRecord): Change => ({
  clientId: '',
  clientSecretSealed: null,
  clientSecretLength: null,
  clientAuthMethod: null,
  secretVersion: account.secretVersion + 1,
  credentialsVersion: account.credentialsVersion + 1,
  finishedStep: Math.min(account.finishedStep, 3),
});

/** Writes only over the version that the form was opened with. @throws AppError changed_meanwhile */
async function change(
  { db, ring }: Store,
  actor: Actor,
  account: AccountRecord,
  version: number,
  step: string,
  set: Change,
): Promise<void> {
  // A client secret that did not open is gone with the write; a token waits for the next one.
  const endsQuarantine = 'clientSecretSealed' in set && account.quarantinedValue === 'client_secret';
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(accounts)
      .set({
        ...set,
        ...(endsQuarantine && NOT_QUARANTINED),
        version: account.version + 1,
        updatedAt: new Date(),
      })
      .where(and(eq(accounts.id, account.id), eq(accounts.version, version)))
      .returning({ id: accounts.id });
    if (changed.length === 0) throw new AppError('changed_meanwhile');
    await noteNeedsPerson(tx, account.id);
    const kind = step === 'credentials' ? 'credentials_saved' : 'step_changed';
    await recordEvent({ db: tx, ring }, { accountId: account.id, by: actor, kind, facts: { step } });
    if (endsQuarantine)
      await recordEvent({ db: tx, ring }, { accountId: account.id, by: actor, kind: 'quarantine_ended' });
  });
}
