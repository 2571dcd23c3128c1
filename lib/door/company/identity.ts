import { AppError } from '@/lib/errors';
import type { TokenGrant } from '@/lib/oauth/types';

/** Somebody as the company's identity provider knows them: by issuer and subject, and by nothing else (ASVS 6.8.1, 10.5.2). */
export interface CompanyIdentity {
  issuer: string;
  subject: string;
  /** When the provider last asked who they are; null when it does not say. */
  authenticatedAt: Date | null;
  claims: Record<string, unknown>;
}

/** OIDC Core §2. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/**
 * Who an ID token speaks of, once its signature and claims were checked. Without one, or with an unsigned one, of nobody.
 * @throws AppError id_token_invalid (facts.reason)
 */
export function readIdentity({ idToken }: TokenGrant, issuer: string): CompanyIdentity {
  const fail = (reason: string) => new AppError('id_token_invalid', { facts: { reason } });
  if (!idToken?.verified || !idToken.claims) throw fail('there is none that could be checked');
  const { claims } = idToken;
  if (claims.iss !== issuer) throw fail('iss');
  if (typeof claims.sub !== 'string' || !SUBJECT.test(claims.sub)) throw fail('sub');
  const seconds = claims.auth_time;
  const isTime = typeof seconds === 'number' && seconds > 0 && seconds < 1e11;
  return {
    issuer,
    subject: claims.sub,
    authenticatedAt: isTime ? new Date(seconds * 1000) : null,
    claims,
  };
}
