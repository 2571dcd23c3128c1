import { USERS } from '../users.ts';
import {
  CLIENT_PROOFS,
  type ClientProof,
  GRANT_TYPES,
  type GrantType,
  type PracticeClient,
} from './client.ts';
import { findScope } from './scopes.ts';

/** What the form or the JSON API asks for. */
export type ClientDraft = Omit<PracticeClient, 'id' | 'clientId' | 'clientSecret' | 'active' | 'history'>;

export const isGrantType = (value: unknown): value is GrantType =>
  GRANT_TYPES.some((known) => known === value);
export const isClientProof = (value: unknown): value is ClientProof =>
  CLIENT_PROOFS.some((known) => known === value);

/** Messages in the manner of the form. Only "Login has already been taken" is observed; the others are modelled on it. */
export function checkClient(draft: ClientDraft, others: readonly PracticeClient[]): string[] {
  const messages = [
    ...checkPresence(draft),
    ...(draft.grantType === 'authorization_code' ? checkRedirectUris(draft.redirectUris) : []),
    ...draft.scopes
      .filter((name) => !findScope(name))
      .map((name) => `Scopes contain the unknown name ${name}`),
  ];
  if (draft.grantType === 'client_credentials' && isLoginTaken(draft.login, others)) {
    messages.push('Login has already been taken');
  }
  if (draft.scopes.length === 0) messages.push("Scopes can't be blank");
  return messages;
}

function checkPresence(draft: ClientDraft): string[] {
  const required: [string, string][] = [['Name', draft.name]];
  if (draft.grantType === 'client_credentials') {
    required.push(
      ['Login', draft.login],
      ['Contact First Name', draft.contactFirstName],
      ['Contact Last Name', draft.contactLastName],
      ['Contact Email', draft.contactEmail],
    );
  }
  return required.filter(([, value]) => value.trim() === '').map(([label]) => `${label} can't be blank`);
}

/** A login belongs to an API user behind the client, so people's logins are taken too (modelled). */
function isLoginTaken(login: string, others: readonly PracticeClient[]): boolean {
  const wanted = login.trim().toLowerCase();
  if (!wanted) return false;
  const taken = [...others.map((client) => client.login), ...USERS.map((user) => user.login)];
  return taken.some((known) => known.toLowerCase() === wanted);
}

function checkRedirectUris(uris: string[]): string[] {
  if (uris.length === 0) return ["Redirect URIs can't be blank"];
  return uris
    .filter((uri) => !isWebAddress(uri))
    .map((uri) => `Redirect URIs contain ${uri}, which is not a web address`);
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && !text.includes('#');
}
