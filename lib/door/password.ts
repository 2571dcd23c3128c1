import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { oneAtATime } from '@/lib/door/one-at-a-time';

/** OWASP ASVS 5.0, appendix C: scrypt with N = 2^17, r = 8, p = 1. One run takes 128 MB. */
const N = 2 ** 17;
const R = 8;
const P = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a password as `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, { N, r: R, p: P });
  return ['scrypt', N, R, P, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Compares in constant time. Without a stored hash it costs the same and is false, so that the time tells nobody who exists. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, n, r, p, salt, hash] = (stored ?? NOBODY).split('$');
  const expected = Buffer.from(hash ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(salt ?? '', 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  const isEqual = expected.length === actual.length && timingSafeEqual(expected, actual);
  return stored !== null && isEqual;
}

const NOBODY = ['scrypt', N, R, P, '', ''].join('$');

/** The same password typed on two systems may differ in its bytes: NFKC makes them one. Runs in turn, for the memory of each. */
function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * 1024 * 1024 };
  return oneAtATime(
    'scrypt',
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}
