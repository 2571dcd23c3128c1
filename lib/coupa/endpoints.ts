import type { Endpoints } from '@/lib/oauth/types';

/** Paths on Coupa's own pages; no discovery document is known, so they are derived from the instance. */
export const deriveEndpoints = (origin: string): Endpoints => ({
  issuer: origin,
  authorization: `${origin}/oauth2/authorizations/new`,
  token: `${origin}/oauth2/token`,
  source: 'derived',
});

/** Setup > Integrations > OAuth2/OpenID Connect Clients. */
export const clientsPageUrl = (origin: string) => `${origin}/oauth2/clients`;

/** Scope management: every scope of this instance with its API permissions. */
export const scopesPageUrl = (origin: string) => `${origin}/oauth2/scopes`;
