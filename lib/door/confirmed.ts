import type { Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** A proof of who somebody is counts for ten minutes (ASVS 7.5.1, 7.5.3). */
export const CONFIRMED_FOR_MS = 10 * 60_000;

/** @throws AppError confirm_needed when the person's last proof is older; a key for automation never proves a person. */
export function requireConfirmed({ confirmedAt, apiKey }: Person, now: Date): void {
  if (apiKey || now.getTime() - confirmedAt.getTime() >= CONFIRMED_FOR_MS)
    throw new AppError('confirm_needed');
}
