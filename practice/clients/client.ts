/** One OAuth2/OpenID Connect client of the practice instance. */
export interface PracticeClient {
  id: number;
  /** 32 hex characters, called Identifier on the detail page. */
  clientId: string;
  /** 64 hex characters, called Secret on the detail page. */
  clientSecret: string;
  grantType: GrantType;
  name: string;
  jwksUri: string;
  login: string;
  contactFirstName: string;
  contactLastName: string;
  contactEmail: string;
  redirectUris: string[];
  clientProof: ClientProof;
  scopes: string[];
  active: boolean;
  history: HistoryEntry[];
}

export interface HistoryEntry {
  at: string;
  by: string;
  what: string;
}

export const GRANT_TYPES = ['client_credentials', 'authorization_code'] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

export const CLIENT_PROOFS = ['shared_secret', 'pkce'] as const;
export type ClientProof = (typeof CLIENT_PROOFS)[number];

export const GRANT_TYPE_LABELS: Record<GrantType, string> = {
  client_credentials: 'Client Credentials',
  authorization_code: 'Authorization Code',
};
