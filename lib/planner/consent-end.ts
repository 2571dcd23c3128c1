import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';

const DAY_MS = 86_400_000;

/** How many days before the end people are reminded, the earliest first. */
export const REMINDER_DAYS = [30, 14, 7, 1] as const;

/**
 * When the refresh token of a consent ends, and with it what needs no person: 90 days after it (Coupa: OpenID Connect Clients).
 * Whether a refresh token that came later counts its 90 days anew is not known, so the earlier day is taken.
 */
export const consentEndsAt = (consentedAt: Date): Date =>
  new Date(consentedAt.getTime() + REFRESH_TOKEN_LIFETIME_DAYS * DAY_MS);

/** Whole days that are left, 0 on the last one and after it. */
export const daysLeft = (endsAt: Date, now: Date): number =>
  Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS));

/**
 * The reminder that counts now: the nearest threshold that is reached, 0 once it is over, null while none is. One that was
 * missed while this service was away is not made up for, because a nearer one says more.
 */
export function reminderDue(endsAt: Date, now: Date): (typeof REMINDER_DAYS)[number] | 0 | null {
  const leftMs = endsAt.getTime() - now.getTime();
  if (leftMs <= 0) return 0;
  return REMINDER_DAYS.findLast((days) => leftMs <= days * DAY_MS) ?? null;
}

/** When the next reminder goes out; null when all have. */
export function nextReminderAt(endsAt: Date, now: Date): Date | null {
  const days = REMINDER_DAYS.find((each) => endsAt.getTime() - each * DAY_MS > now.getTime());
  return days === undefined ? null : new Date(endsAt.getTime() - days * DAY_MS);
}
