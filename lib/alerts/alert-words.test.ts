import { expect, test } from 'vitest';
import { alertWords, instantWords } from '@/lib/alerts/alert-words';

const reminder = (daysLeft: number) =>
  alertWords({
    kind: 'reminder',
    facts: { label: 'Suppliers', endsAt: '2026-12-24T10:00:00.000Z', daysLeft },
  });

test('a reminder says how long there is, and that it is over when it is', () => {
  expect(reminder(30).title).toBe('Suppliers: somebody has to sign in to Coupa again in 30 days');
  expect(reminder(1).title).toBe('Suppliers: somebody has to sign in to Coupa again in 1 day');
  expect(reminder(0).title).toBe('Suppliers: somebody has to sign in to Coupa again now');
  expect(reminder(7).sentences).toContain('Expected end: 24 Dec 2026, 10:00 UTC.');
});

test('a passing trouble says that it is tried again, and why it is told; one for a person says that nothing else goes on', () => {
  const facts = {
    ...{ label: 'Suppliers', title: 'Coupa had a problem of its own', happened: 'It answered 503.' },
    ...{ nextTryAt: '2026-11-24T10:05:00.000Z', because: 'it lasts', fixer: 'Nobody yet.', steps: ['Wait.'] },
  };
  expect(alertWords({ kind: 'failed', facts: { ...facts, state: 'degraded' } })).toEqual({
    title: 'Suppliers: not renewed yet. Coupa had a problem of its own',
    sentences: [
      'It answered 503.',
      'You are told because it lasts.',
      'It is tried again by itself, next at 24 Nov 2026, 10:05 UTC.',
      'Who fixes it: Nobody yet.',
    ],
    steps: ['Wait.'],
  });
  const words = alertWords({
    kind: 'failed',
    facts: { label: 'Suppliers', state: 'reauth_required', title: 'No' },
  });
  expect(words.sentences).toContain('It is not tried again by itself: a person has to go on.');
});

test('an instant in a mail names its zone, at midnight too', () => {
  expect(instantWords('2026-11-24T00:05:00.000Z')).toBe('24 Nov 2026, 00:05 UTC');
});
