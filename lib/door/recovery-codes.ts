import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { recoveryCodes } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';

export const RECOVERY_CODES = 10;
/** 24 characters of 5 bits, 120 bits: ASVS 5.0, 6.5.2 lets a plain hash keep what has 112 or more. */
const CODE_BYTES = 15;
/** Crockford's base 32: no i, l, o and u, which are misread. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes ten new codes and ends those before them. They are shown once; the rows have their hashes. */
export async function replaceRecoveryCodes(tx: Transaction, personId: string, now: Date): Promise<string[]> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId));
  const codes = Array.from({ length: RECOVERY_CODES }, makeCode);
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ codeHash: hashOf(personId, code), personId, createdAt: now })));
  return codes;
}

/** Uses a code up: true once, for one of its person's own. */
export async function takeRecoveryCode(
  db: Pick<Store['db'], 'update'>,
  personId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const isUnused = and(
    eq(recoveryCodes.codeHash, hashOf(personId, typed)),
    eq(recoveryCodes.personId, personId),
    isNull(recoveryCodes.usedAt),
  );
  return (await db.update(recoveryCodes).set({ usedAt: now }).where(isUnused).returning()).length === 1;
}

export async function countRecoveryCodes(db: Pick<Store['db'], 'select'>, personId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
  return row?.left ?? 0;
}

export const dropRecoveryCodes = (tx: Transaction, personId: string) =>
  tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId));

/** Dashes, blanks, capitals and the letters that Crockford reads as digits are no mistake. */
export const normalCode = (typed: string) =>
  typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');

const hashOf = (personId: string, code: string) =>
  createHash('sha256')
    .update(`${personId}:${normalCode(code)}`)
    .digest('base64url');

function makeCode(): string {
  const bits = [...randomBytes(CODE_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const characters = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]);
  return (characters.join('').match(/.{6}/g) ?? []).join('-');
}
