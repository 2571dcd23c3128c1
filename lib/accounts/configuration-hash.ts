import { createHash } from 'node:crypto';

/** Everything that decides where a token comes from and what it may do. */
export interface Configuration {
  instanceUrl: string;
  grantType: string;
  clientProof: string;
  clientId: string;
  secretVersion: number;
  redirectUri: string;
  scopeSource: string;
  scopes: readonly string[];
}

/**
 * SHA-256 over the configuration, base64url. A journey to Coupa and a token carry it, so that what comes back
 * is never attached to a configuration that was changed meanwhile (RFC 9700 §4.4, time of check to time of use).
 */
export function hashConfiguration(configuration: Configuration): string {
  const { instanceUrl, grantType, clientProof, clientId, secretVersion, redirectUri, scopeSource } =
    configuration;
  const scopes = scopeSource === 'from_token' ? [] : [...configuration.scopes].sort();
  const parts = [
    instanceUrl,
    grantType,
    clientProof,
    clientId,
    secretVersion,
    redirectUri,
    scopeSource,
    scopes,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
