import { recordEvent } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import { verifyPasskey } from '@/lib/door/passkey-assertion';
import type { Assertion } from '@/lib/door/passkey-schema';
import type { PasskeySite } from '@/lib/door/passkey-site';
import type { Actor } from '@/lib/door/person';
import { takeRecoveryCode } from '@/lib/door/recovery-codes';
import type { Factor } from '@/lib/door/start-session';
import { isTotpCode } from '@/lib/door/totp';
import { takeTotpCode } from '@/lib/door/totp-factor';

/** `code` is of the app or a recovery code: they differ in length. */
export type FactorProof = { code: string } | { passkey: Assertion };

/** What a passkey is held against. */
export interface PasskeyQuestion {
  challenge: string | null;
  site: PasskeySite;
}

/** Six digits can be guessed; a recovery code of 120 bits and a signature cannot, so they never have to wait. */
export const canBeGuessed = (proof: FactorProof) => 'code' in proof && isTotpCode(proof.code);

/** Which factor of this person was proved, or null. What is good for one use is used up by it. */
export async function proveFactor(
  store: Store,
  by: Actor,
  proof: FactorProof,
  question: PasskeyQuestion,
  now: Date,
): Promise<Exclude<Factor, 'none'> | null> {
  if ('passkey' in proof) {
    const asked = { ...question, personId: by.id };
    return (await verifyPasskey(store, proof.passkey, asked, now)) === null ? null : 'passkey';
  }
  if (isTotpCode(proof.code)) return (await takeTotpCode(store, by.id, proof.code, now)) ? 'totp' : null;
  return (await spendRecoveryCode(store, by, proof.code, now)) ? 'recovery_code' : null;
}

const spendRecoveryCode = ({ db, ring }: Store, by: Actor, typed: string, now: Date): Promise<boolean> =>
  db.transaction(async (tx) => {
    const isTaken = await takeRecoveryCode(tx, by.id, typed, now);
    if (isTaken) await recordEvent({ db: tx, ring }, { kind: 'recovery_code_used', by, at: now });
    return isTaken;
  });
