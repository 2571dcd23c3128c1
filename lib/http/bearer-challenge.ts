import type { AppError } from '@/lib/errors';

/**
 * `WWW-Authenticate` for a refusal (RFC 9110 §11.6.1: every 401 has one; RFC 6750 §3.1: its codes). Null where none belongs.
 * Browsers show no dialog of their own for Bearer.
 */
export function bearerChallenge({ code, facts }: Pick<AppError, 'code' | 'facts'>): string | null {
  if (code === 'not_signed_in') return facts.reason ? 'Bearer error="invalid_token"' : 'Bearer';
  if (code !== 'api_key_scope') return null;
  const scope = /^[a-z]+:[a-z]+$/.test(String(facts.needed)) ? `, scope="${facts.needed}"` : '';
  return `Bearer error="insufficient_scope"${scope}`;
}
