import { asc, eq } from 'drizzle-orm';
import { passkeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { countRecoveryCodes } from '@/lib/door/recovery-codes';

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface SecondFactorsView {
  /** Since when an authenticator app is in use; null without one. */
  totpSince: string | null;
  passkeys: PasskeyView[];
  recoveryCodesLeft: number;
}

/** What a person has besides a password; nothing of it is secret. */
export async function loadSecondFactors(
  { db }: { db: Pick<Store['db'], 'select'> },
  personId: string,
): Promise<SecondFactorsView> {
  const [person] = await db
    .select({ totpConfirmedAt: people.totpConfirmedAt })
    .from(people)
    .where(eq(people.id, personId));
  const rows = await db
    .select()
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.createdAt));
  return {
    totpSince: person?.totpConfirmedAt?.toISOString() ?? null,
    passkeys: rows.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    recoveryCodesLeft: await countRecoveryCodes(db, personId),
  };
}

export const hasAny = ({ totpSince, passkeys: list }: SecondFactorsView) =>
  totpSince !== null || list.length > 0;
