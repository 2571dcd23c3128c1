import { expect, it } from 'vitest';
import { renewalDueAt } from './renewal-due';

const obtainedAt = new Date('2026-02-02T14:05:00.000Z');
const due = (lifeSeconds: number) =>
  renewalDueAt({ obtainedAt, expiresAt: new Date(obtainedAt.getTime() + lifeSeconds * 1000) }).toISOString();

it('is after 20 of the 24 hours that Coupa gives', () => {
  expect(due(86_399)).toBe('2026-02-03T10:05:00.000Z');
});

it('stays at 20 hours for a longer life', () => {
  expect(due(90 * 86_400)).toBe('2026-02-03T10:05:00.000Z');
});

it('comes before the end of a life that is shorter', () => {
  expect(due(3600)).toBe('2026-02-02T14:55:00.000Z');
  expect(due(20 * 3600)).toBe('2026-02-03T06:45:00.000Z');
});
