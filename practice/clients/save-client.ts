import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { type ClientDraft, checkClient } from './check-client.ts';
import type { PracticeClient } from './client.ts';
import { SCOPE_NAMES } from './scopes.ts';

export type Saved = { client: PracticeClient; messages: null } | { client: null; messages: string[] };

/** Who did it and when, for the client's History. */
export interface Act {
  by: string;
  at: Date;
}

const newClientId = () => randomBytes(16).toString('hex');
const newSecret = () => randomBytes(32).toString('hex');
const note = (act: Act, what: string) => ({ at: act.at.toISOString(), by: act.by, what });

/** Coupa keeps the form's order, whatever order was asked for. */
const inFormOrder = (names: readonly string[]) => SCOPE_NAMES.filter((name) => names.includes(name));

export function createClient(store: Store, draft: ClientDraft, act: Act): Saved {
  const messages = checkClient(draft, store.clients);
  if (messages.length > 0) return { client: null, messages };
  const client: PracticeClient = {
    ...onlyFieldsOfGrant(draft),
    id: store.nextId(),
    clientId: newClientId(),
    clientSecret: newSecret(),
    active: true,
    history: [note(act, 'Created')],
  };
  store.saveClient(client);
  return { client, messages: null };
}

/** The grant type of an existing client stays as it is. */
export function changeClient(store: Store, client: PracticeClient, draft: ClientDraft, act: Act): Saved {
  const wanted = { ...draft, grantType: client.grantType };
  const others = store.clients.filter((other) => other.id !== client.id);
  const messages = checkClient(wanted, others);
  if (messages.length > 0) return { client: null, messages };
  const changed = {
    ...client,
    ...onlyFieldsOfGrant(wanted),
    history: [...client.history, note(act, 'Changed')],
  };
  store.saveClient(changed);
  return { client: changed, messages: null };
}

/** The old secret is dead at once (modelled: no grace period is documented). */
export function regenerateSecret(store: Store, client: PracticeClient, act: Act): PracticeClient {
  const history = [...client.history, note(act, 'Secret regenerated')];
  const changed = { ...client, clientSecret: newSecret(), history };
  store.saveClient(changed);
  return changed;
}

/** An inactive client gets no token; tokens it already has stay valid until they expire (both modelled). */
export function setActive(store: Store, client: PracticeClient, active: boolean, act: Act): PracticeClient {
  const history = [...client.history, note(act, active ? 'Activated' : 'Deactivated')];
  const changed = { ...client, active, history };
  store.saveClient(changed);
  return changed;
}

function onlyFieldsOfGrant(draft: ClientDraft): ClientDraft {
  const isCode = draft.grantType === 'authorization_code';
  return {
    grantType: draft.grantType,
    name: draft.name.trim(),
    jwksUri: isCode ? '' : draft.jwksUri.trim(),
    login: isCode ? '' : draft.login.trim(),
    contactFirstName: isCode ? '' : draft.contactFirstName.trim(),
    contactLastName: isCode ? '' : draft.contactLastName.trim(),
    contactEmail: isCode ? '' : draft.contactEmail.trim(),
    redirectUris: isCode ? draft.redirectUris : [],
    clientProof: isCode ? draft.clientProof : 'shared_secret',
    scopes: inFormOrder(draft.scopes),
  };
}
