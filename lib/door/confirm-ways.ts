import { eq } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { hasAny, loadSecondFactors } from '@/lib/door/second-factors';
import type { Env } from '@/lib/env';

/** How a person can confirm: by what they have as second factor; without one by the password, or with the company. */
export interface ConfirmWays {
  hasPassword: boolean;
  hasTotp: boolean;
  hasRecoveryCodes: boolean;
  hasPasskey: boolean;
  company: { name: string } | null;
}

export async function confirmWays(
  store: Store,
  person: Person,
  { arePasswordsOn, company }: Pick<Env, 'arePasswordsOn' | 'company'>,
): Promise<ConfirmWays> {
  const factors = await loadSecondFactors(store, person.id);
  const hasFactor = hasAny(factors);
  const [row] = await store.db.select().from(people).where(eq(people.id, person.id));
  const hasPassword = !hasFactor && arePasswordsOn && row?.passwordHash != null;
  return {
    hasPassword,
    hasTotp: factors.totpSince !== null,
    hasRecoveryCodes: hasFactor && factors.recoveryCodesLeft > 0,
    hasPasskey: factors.passkeys.length > 0,
    company: !hasFactor && !hasPassword && company ? { name: company.name } : null,
  };
}
