import { decodeJwt as decodeClaims, decodeProtectedHeader } from 'jose';

export interface DecodedJwt {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** Reads a signed JWT without checking anything (RFC 7519 §7.2, without its steps of trust); null when it is none. */
export function decodeJwt(token: string): DecodedJwt | null {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: decodeClaims(token) };
  } catch {
    return null;
  }
}

/** Scopes in a token's `scope` claim: blank-separated text at Coupa, a list elsewhere. Null when there is none. */
export function scopesOf({ scope }: Record<string, unknown>): string[] | null {
  const listed = Array.isArray(scope) ? scope : typeof scope === 'string' ? scope.split(/\s+/) : null;
  if (!listed) return null;
  return [...new Set(listed.filter((entry): entry is string => typeof entry === 'string' && entry !== ''))];
}
