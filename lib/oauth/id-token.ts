import { createHash } from 'node:crypto';
import { AppError, type Trace } from '@/lib/errors';
import { type DecodedJwt, decodeJwt } from '@/lib/oauth/jwt';
import { isSameSecret } from '@/lib/oauth/same-secret';
import type { TokenGrant } from '@/lib/oauth/types';

export type IdToken = NonNullable<TokenGrant['idToken']>;

export interface IdTokenChecks {
  clientId: string;
  /** The access token that came with it. */
  accessToken: string;
  /** As sent on the way out; null when none was. */
  nonce: string | null;
  now: Date;
  /** A login just now, not a refresh. */
  isFresh: boolean;
  /** The ID token of the login, when a refresh brings another. */
  previous: IdToken | null;
}

const LARGEST_AGE_SECONDS = 300;

/**
 * Reads an ID token and makes the checks that openid-client leaves out. `verified`: the library has verified the signature with a
 * published key, as well as iss, aud, exp and nonce. Without published keys it is decoded only, and refused only for what can
 * never be right: another nonce (OIDC Core §3.1.3.7), another person after a refresh (§12.2).
 * @throws AppError id_token_invalid (facts.reason)
 */
export function readIdToken(raw: string, verified: boolean, checks: IdTokenChecks, trace: Trace): IdToken {
  const decoded = decodeJwt(raw);
  const reason = findContradiction(decoded, checks) ?? (verified ? findWeakness(decoded, checks) : null);
  if (reason) throw invalidIdToken(reason, trace);
  return { raw, verified, claims: decoded?.claims ?? null };
}

export const invalidIdToken = (reason: string, trace: Trace) =>
  new AppError('id_token_invalid', { facts: { host: new URL(trace.url).host, reason }, trace });

function findContradiction(decoded: DecodedJwt | null, { nonce, previous }: IdTokenChecks): string | null {
  const { claims = {} } = decoded ?? {};
  if (nonce !== null && claims.nonce !== undefined && !isSameSecret(claims.nonce, nonce)) return 'nonce';
  if (previous?.claims && claims.sub !== previous.claims.sub) return 'sub';
  if (previous?.claims && claims.iss !== previous.claims.iss) return 'iss';
  return null;
}

function findWeakness(decoded: DecodedJwt | null, checks: IdTokenChecks): string | null {
  if (!decoded) return 'not-a-jwt';
  const { header, claims } = decoded;
  // RFC 9068 §2.1 marks access tokens, RFC 8417 and its kind others: what says that it is something else is no ID token.
  if (header.typ !== undefined && String(header.typ).toLowerCase() !== 'jwt') return 'typ';
  // OIDC Core §2: the library takes an empty one.
  if (claims.sub === '') return 'sub';
  if (claims.azp !== undefined && claims.azp !== checks.clientId) return 'azp';
  const ageSeconds = checks.now.getTime() / 1000 - Number(claims.iat);
  if (checks.isFresh && !(Math.abs(ageSeconds) <= LARGEST_AGE_SECONDS)) return 'iat';
  if (claims.at_hash !== undefined && !isSameSecret(claims.at_hash, hashOf(checks.accessToken, header.alg)))
    return 'at_hash';
  return null;
}

/** OIDC Core §3.1.3.6: the left half of the hash that belongs to the signature's algorithm. */
function hashOf(accessToken: string, algorithm: unknown): string {
  const bits = /(256|384|512)$/.exec(String(algorithm))?.[1] ?? '512';
  const digest = createHash(`sha${bits}`).update(accessToken).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}
