import { DAY_MS, MAX_KEY_DAYS } from '@/lib/door/api-key-schema';

export const LIFETIMES = ['30', '90', '365', 'date'] as const;
export type Lifetime = (typeof LIFETIMES)[number];

/** When a key ends: so many days from now, or with the chosen day in the reader's zone. Null for what is no day. */
export function expiryOf(lifetime: Lifetime, day: string, now: Date): Date | null {
  if (lifetime !== 'date') return new Date(now.getTime() + Number(lifetime) * DAY_MS);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end;
}

/** First and last day that a key may end with, as a date field takes them. */
export function dayLimits(now: Date): { min: string; max: string } {
  return { min: dayOf(now), max: dayOf(new Date(now.getTime() + (MAX_KEY_DAYS - 1) * DAY_MS)) };
}

function dayOf(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
