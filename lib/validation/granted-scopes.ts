import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import type { ValidationInput } from '@/lib/validation/validation-input';

export interface GrantedScopes {
  /** null: neither the token nor the answer says. */
  scopes: string[] | null;
  source: 'token' | 'response' | 'unknown';
}

/** Scopes the token carries, by its own `scope` claim, else by the answer's body (Coupa leaves that one out). */
export function findGrantedScopes(input: ValidationInput): GrantedScopes {
  const jwt = decodeJwt(input.accessToken);
  const claimed = jwt && scopesOf(jwt.claims);
  const said = claimed ?? input.responseScopes;
  if (!said) return { scopes: null, source: 'unknown' };
  return {
    scopes: [...new Set([...said, ...provenByAnswer(input)])],
    source: claimed ? 'token' : 'response',
  };
}

/** A refresh token and an ID token prove their scopes even where an access token does not list them. */
function provenByAnswer({ requestedScopes, hasRefreshToken, idToken }: ValidationInput): string[] {
  const proven = [hasRefreshToken && 'offline_access', idToken?.present && 'openid'];
  return proven.filter((scope): scope is string => !!scope && requestedScopes.includes(scope));
}

/** An existing client asked for its own scopes is asked for whatever it has, so nothing can be missing or too much. */
export const findRequestedScopes = (input: ValidationInput, granted: GrantedScopes): readonly string[] =>
  input.scopeSource === 'from_token' ? (granted.scopes ?? []) : input.requestedScopes;
