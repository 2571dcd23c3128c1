import type { Trace } from '@/lib/errors';

/** Where an instance takes OAuth requests. Derived from the instance URL, or from its discovery document when it really has one. */
export interface Endpoints {
  issuer: string;
  authorization: string;
  token: string;
  /** Only from a discovery document with the same issuer; then ID tokens are verified. */
  jwksUri?: string;
  /** `id_token_signing_alg_values_supported` of that document. */
  idTokenAlgorithms?: string[];
  /** `token_endpoint_auth_methods_supported`, where a document lists any. */
  authMethods?: string[];
  /** The document promises `iss` on the way back (RFC 9207 §3), so an answer without it is refused. */
  sendsIssuer?: boolean;
  /** Only from such a document, and only at the instance itself. */
  userinfo?: string;
  /** Where tokens are made worthless (RFC 7009); likewise. */
  revocation?: string;
  /** `issuer` of a document that was not used because it names another than the instance (RFC 8414 §3.3). */
  otherIssuer?: string;
  source: 'derived' | 'discovered';
}

export type ClientAuthMethod = 'client_secret_post' | 'client_secret_basic' | 'none';

export interface Client {
  clientId: string;
  /** Absent for PKCE clients without a secret. */
  clientSecret?: string;
  /** The method that worked last time; undefined when none is known yet. */
  authMethod?: ClientAuthMethod;
}

/** A token answer after strict parsing (`security.md` rules: bearer, b64token, sane lifetime, at most 256 kB of JSON). */
export interface TokenGrant {
  accessToken: string;
  /** Seconds, clamped to [60 s, 90 d]. */
  expiresInSeconds: number;
  expirySource: 'response' | 'default';
  refreshToken: string | null;
  idToken: { raw: string; verified: boolean; claims: Record<string, unknown> | null } | null;
  /** `scope` of the answer's body, null when absent (Coupa leaves it out). */
  responseScopes: string[] | null;
  /** What worked, to be remembered. */
  authMethod: ClientAuthMethod;
  obtainedAt: Date;
  trace: Trace;
  /** Requests before the one that succeeded, for example Coupa's 400 invalid_scope before asking without scope. */
  earlier: Trace[];
}

/** Time as an argument, so that tests move it instead of sleeping. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, rejects with the signal's reason when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}
