import type { AccountType, ClientProof, GrantType, ScopeSource } from '@/lib/accounts/schema';

interface Saved {
  instanceUrl: string;
  accountType: AccountType;
  grantType: GrantType;
  clientProof: ClientProof;
  scopeSource: ScopeSource;
  scopes: readonly string[];
  clientId: string;
  hasToken: boolean;
}

type Change = Partial<Omit<Saved, 'hasToken'>>;

/** What saving a change will undo. The page says it before it is done; the mutation does exactly this. */
export interface Consequences {
  /** Clients belong to one instance and one grant type, so Identifier and Secret cannot be kept. */
  clearsCredentials: boolean;
  /** The SnapLogic Coupa OAuth2 Account takes client credentials only. */
  resetsGrantType: boolean;
  /** The token in use no longer fits the configuration: Authorize has to be pressed again. It stays in use until then. */
  needsAuthorization: boolean;
  sentences: string[];
}

export function findConsequences(saved: Saved, change: Change): Consequences {
  const after = { ...saved, ...change };
  const resetsGrantType =
    after.accountType === 'snaplogic-oauth2' && after.grantType === 'authorization_code';
  const grantType: GrantType = resetsGrantType ? 'client_credentials' : after.grantType;
  const otherInstance = after.instanceUrl !== saved.instanceUrl;
  const otherGrantType = grantType !== saved.grantType;
  const otherProof = grantType === 'authorization_code' && after.clientProof !== saved.clientProof;
  const otherClient = after.clientId !== saved.clientId;
  const otherScopes = after.scopeSource !== saved.scopeSource || !sameScopes(after.scopes, saved.scopes);
  const clearsCredentials = saved.clientId !== '' && (otherInstance || otherGrantType);
  const needsAuthorization =
    saved.hasToken && (otherInstance || otherGrantType || otherProof || otherClient || otherScopes);

  const sentences: string[] = [];
  if (resetsGrantType && saved.grantType === 'authorization_code') {
    sentences.push('The grant type becomes Client credentials, the only one this account type takes.');
  }
  if (clearsCredentials) {
    sentences.push(
      otherInstance
        ? 'Client ID and Client secret are cleared: a client belongs to one instance.'
        : 'Client ID and Client secret are cleared: a client has one grant type.',
    );
  }
  if (needsAuthorization) {
    sentences.push('You press Authorize again in step 4. The token in use stays until a new one comes.');
  }
  return { clearsCredentials, resetsGrantType, needsAuthorization, sentences };
}

const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && [...a].sort().join(' ') === [...b].sort().join(' ');
