import { createHash } from 'node:crypto';

/** Everything that decides where a token comes from and what it may do. */
export interface Configuration {
  instanceUrl: string;
  grantType: string;
  clientProof: string;
  clientId: string;
  /** Not that of the secret itself: a proved secret that takes another's place (lib/rotation) leaves every token as good as it was. */
  credentialsVersion: number;
  redirectUri: string;
  scopeSource: string;
  scopes: readonly string[];
}

/**
 * SHA-256 over the configuration, base64url. A journey to Coupa and a token carry it, so that what comes back
 * is never attached to a configuration that was changed meanwhile (RFC 9700 §4.4, time of check to time of use).
 */
export function hashConfiguration(configuration: Configuration): string {
  const { instanceUrl, grantType, clientProof, clientId, credentialsVersion, redirectUri, scopeSource } =
    configuration;
  const scopes = scopeSource === 'from_token' ? [] : [...configuration.scopes].sort();
  const parts = [
    instanceUrl,
    grantType,
    clientProof,
    clientId,
    credentialsVersion,
    redirectUri,
    scopeSource,
    scopes,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
