import { expect, it } from 'vitest';
import { consentEndsAt, daysLeft, nextReminderAt, reminderDue } from './consent-end';

const HOUR_MS = 3_600_000;
const consentedAt = new Date('2026-11-24T13:30:00Z');
const endsAt = consentEndsAt(consentedAt);
const before = (days: number, hours = 0) => new Date(endsAt.getTime() - (days * 24 + hours) * HOUR_MS);

it('ends 90 days after the consent, whatever the clocks of a country do meanwhile', () => {
  expect(endsAt.toISOString()).toBe('2027-02-22T13:30:00.000Z');
  expect(daysLeft(endsAt, before(38, 1))).toBe(38);
  expect(daysLeft(endsAt, before(0, 23))).toBe(0);
  expect(daysLeft(endsAt, before(-2))).toBe(0);
});

it.each([
  [90, 0, null, 30],
  [30, 1, null, 30],
  [30, 0, 30, 14],
  [14, 1, 30, 14],
  [14, 0, 14, 7],
  [7, 0, 7, 1],
  [1, 0, 1, null],
  [0, 1, 1, null],
  [0, 0, 0, null],
  [-5, 0, 0, null],
])('%d days and %d hours before: %s counts, then %s', (days, hours, due, next) => {
  expect(reminderDue(endsAt, before(days, hours))).toBe(due);
  expect(nextReminderAt(endsAt, before(days, hours))).toEqual(next === null ? null : before(next));
});
