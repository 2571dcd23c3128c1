import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { recordEvent } from '@/lib/audit/record';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { afterAddingFactor, afterRemovingFactor, lockPerson } from '@/lib/door/second-factor-policy';
import { makeTotpSecret, matchingStep } from '@/lib/door/totp';
import { AppError } from '@/lib/errors';
import { totpPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';

/** As long as anybody takes with a phone in hand. */
const PENDING_MS = 15 * 60_000;
const pendingSchema = z.strictObject({ secret: z.string(), expiresAt: z.number() });

/**
 * A secret to put into an app. Nothing is stored until a code proves that the app has it: the browser keeps it sealed,
 * for this person and for their next secret only. So an app in use stays until its successor works.
 */
export async function beginTotp(
  { db, ring }: Store,
  personId: string,
  now: Date,
): Promise<{ secret: string; pending: string }> {
  const version = (await totpVersionOf(db, personId)) + 1;
  const secret = makeTotpSecret();
  const content = { secret, expiresAt: now.getTime() + PENDING_MS };
  return {
    secret,
    pending: seal(ring, totpPlace('totp_pending', personId, version), JSON.stringify(content)),
  };
}

/**
 * Keeps the secret once its first code is right, in place of the one before it. That code counts as used.
 * @throws AppError invalid_input for a wrong code; changed_meanwhile when the set-up is over or another one was faster
 */
export async function confirmTotp(
  { db, ring }: Store,
  person: Person,
  { pending, code }: { pending: string; code: string },
  now: Date,
): Promise<{ recoveryCodes: string[] | null }> {
  return db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const version = (await totpVersionOf(tx, person.id)) + 1;
    const secret = openPending(ring, person.id, version, pending, now);
    const step = matchingStep(secret, code, now);
    if (step === null) throw wrongCode();
    await tx
      .update(people)
      .set({
        totpSecretSealed: seal(ring, totpPlace('totp_secret', person.id, version), secret),
        totpVersion: version,
        totpConfirmedAt: now,
        totpLastStep: step,
      })
      .where(eq(people.id, person.id));
    await recordEvent({ db: tx, ring }, { kind: 'totp_added', by: person, at: now });
    return afterAddingFactor({ db: tx, ring }, person, now);
  });
}

/** @throws AppError not_found; last_second_factor when none would be left where one is demanded */
export async function removeTotp(
  { db, ring }: Store,
  person: Person,
  isRequired: boolean,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const removed = await tx
      .update(people)
      .set({ totpSecretSealed: null, totpConfirmedAt: null })
      .where(and(eq(people.id, person.id), isNotNull(people.totpConfirmedAt)))
      .returning({ id: people.id });
    if (removed.length === 0) throw new AppError('not_found');
    await recordEvent({ db: tx, ring }, { kind: 'totp_removed', by: person, at: now });
    await afterRemovingFactor(tx, person.id, isRequired);
  });
}

/**
 * True when the code is of the person's app and newer than every code taken before (ASVS 6.5.1, RFC 6238 §5.2): of one
 * code tried many times at once exactly one passes.
 */
export async function takeTotpCode(
  { db, ring }: Store,
  personId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const [row] = await db.select().from(people).where(eq(people.id, personId));
  if (!row?.totpSecretSealed || !row.totpConfirmedAt) return false;
  const step = matchingStep(
    unseal(ring, totpPlace('totp_secret', personId, row.totpVersion), row.totpSecretSealed),
    typed,
    now,
  );
  if (step === null) return false;
  const isNew = and(
    eq(people.id, personId),
    eq(people.totpVersion, row.totpVersion),
    isNotNull(people.totpConfirmedAt),
    lt(people.totpLastStep, step),
  );
  return (await db.update(people).set({ totpLastStep: step }).where(isNew).returning()).length === 1;
}

async function totpVersionOf(db: Pick<Store['db'], 'select'>, personId: string): Promise<number> {
  const [row] = await db.select({ version: people.totpVersion }).from(people).where(eq(people.id, personId));
  if (!row) throw new AppError('not_found');
  return row.version;
}

function openPending(ring: Store['ring'], personId: string, version: number, pending: string, now: Date) {
  try {
    const plain = unseal(ring, totpPlace('totp_pending', personId, version), pending);
    const { secret, expiresAt } = pendingSchema.parse(JSON.parse(plain));
    if (expiresAt > now.getTime()) return secret;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
  }
  throw new AppError('invalid_input', {
    facts: { field: 'code', message: 'This set-up is over. Close it and set up the app again.' },
  });
}

const wrongCode = () =>
  new AppError('invalid_input', {
    facts: {
      field: 'code',
      message: 'This is not the code of this secret. Enter the six digits that the app shows now.',
    },
  });
