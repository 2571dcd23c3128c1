import type { KeyRing } from '@/lib/seal/key-ring';
import { deriveKey } from '@/lib/seal/key-ring';
import type { TokenInUse } from '@/lib/upkeep/renewal-data';

export type TokenFormat = 'json' | 'text';

/**
 * The entity tag of a token's answer (RFC 9110 §8.8.3): the same in every replica, and from the root secret, so that it tells
 * nothing of the token, nor of two accounts whether they are alike. When the token ends is in it, because a database from an old
 * backup counts the same versions again. JSON has `expires_in` in it, which changes by the second: its tag is a weak one (§8.8.1).
 */
export function tokenEtag(ring: KeyRing, token: TokenInUse, format: TokenFormat): string {
  const { accountId, version, expiresAt } = token;
  const what = `${accountId}.${version}.${expiresAt.getTime()}.${format}`;
  const tag = `"${deriveKey(ring, `token-etag:${what}`).toString('base64url').slice(0, 22)}"`;
  return format === 'json' ? `W/${tag}` : tag;
}

/** RFC 9110 §13.1.2: a list of tags, compared weakly; `*` is any. */
export function isNoneMatch(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
