import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

export interface TokenEtags {
  json: string;
  text: string;
}

interface Tagged {
  accountId: string;
  version: number;
  expiresAt: Date;
}

/**
 * The entity tags of a token's answers (RFC 9110 §8.8.3): the same in every replica, and from the root secret, so that it tells
 * nothing of the token, nor of two accounts whether they are alike. When the token ends is in it, because a database from an old
 * backup counts the same versions again. JSON has `expires_in` in it, which changes by the second: its tag is a weak one (§8.8.1).
 */
export function tokenEtags(ring: KeyRing, { accountId, version, expiresAt }: Tagged): TokenEtags {
  const tag = (format: keyof TokenEtags) => {
    const what = `${accountId}.${version}.${expiresAt.getTime()}.${format}`;
    return `"${deriveKey(ring, `token-etag:${what}`).toString('base64url').slice(0, 22)}"`;
  };
  return { json: `W/${tag('json')}`, text: tag('text') };
}

/** RFC 9110 §13.1.2: a list of tags, compared weakly; `*` is any. */
export function isNoneMatch(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
