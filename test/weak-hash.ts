import { randomBytes, scryptSync } from 'node:crypto';

/**
 * A password as the database keeps it, at a cost that a test can pay a hundred times: what it cost stands in the hash, and the
 * product compares by that. The full cost is tested where passwords are hashed.
 */
export function weakHash(password: string): string {
  const [n, r, p] = [1024, 8, 1];
  const salt = randomBytes(16);
  const hash = scryptSync(password.normalize('NFKC'), salt, 32, { N: n, r, p });
  return ['scrypt', n, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}
