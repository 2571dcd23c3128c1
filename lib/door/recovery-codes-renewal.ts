import { recordEvent } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { replaceRecoveryCodes } from '@/lib/door/recovery-codes';
import { lockPerson } from '@/lib/door/second-factor-policy';
import { hasAny, loadSecondFactors } from '@/lib/door/second-factors';
import { AppError } from '@/lib/errors';

/** Ends a person's recovery codes and makes ten new ones. @throws AppError not_found without a second factor that they could replace */
export async function renewRecoveryCodes({ db, ring }: Store, person: Person, now: Date): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    if (!hasAny(await loadSecondFactors({ db: tx }, person.id))) throw new AppError('not_found');
    const codes = await replaceRecoveryCodes(tx, person.id, now);
    await recordEvent({ db: tx, ring }, { kind: 'recovery_codes_made', by: person, at: now });
    return codes;
  });
}
