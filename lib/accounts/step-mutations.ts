import { and, eq } from 'drizzle-orm';
import { findConsequences } from '@/lib/accounts/consequences';
import { type LoadedAccount, loadAccount } from '@/lib/accounts/data';
import { NOT_QUARANTINED } from '@/lib/accounts/mutations';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import type { ClientStep, CredentialsStep, GrantTypeStep, ScopesStep } from '@/lib/accounts/schema';
import type { AccountRecord } from '@/lib/accounts/to-view';
import { recordEvent } from '@/lib/audit/record';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { clientSecretPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

/** What each form of the set-up saves, with its consequences for the other steps. They trust their input: the guard has parsed it and checked the role. */

type Change = Partial<typeof accounts.$inferInsert>;

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
