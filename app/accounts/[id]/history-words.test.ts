import { expect, it } from 'vitest';
import type { HistoryEntry } from '@/lib/accounts/data';
import { ACCOUNT_EVENTS } from '@/lib/audit/event-kinds';
import { historyWords, matchesFilter } from './history-words';

const entry = (
  kind: string,
  facts: HistoryEntry['facts'] = {},
  personName: string | null = 'Maya Lindqvist',
) => ({
  id: 1,
  at: '2026-02-02T14:18:03.000Z',
  kind,
  personName,
  subject: null,
  facts,
});

it('has whole words for every kind of event, also when no fact is known', () => {
  for (const kind of ACCOUNT_EVENTS) {
    const { event, evidence } = historyWords(entry(kind));
    expect(`${event} ${evidence}`, kind).not.toMatch(/undefined|NaN|\[object/);
    expect(event, kind).not.toBe(kind);
  }
});

it('tells what was done, by whom, and how it went', () => {
  expect(historyWords(entry('step_changed', { step: 'grant-type' })).event).toBe(
    'Grant type saved by Maya Lindqvist',
  );
  expect(historyWords(entry('renewed', { status: 200, durationMs: 388.4 }, null))).toEqual({
    glyph: 'check',
    event: 'Renewed',
    evidence: 'POST /oauth2/token 200 in 388 ms, by this service',
  });
  expect(historyWords(entry('token_failed', { code: 'instance_timeout', status: 0 })).evidence).not.toContain(
    '(0)',
  );
  expect(historyWords(entry('validated', { verdict: 'validated-with-limits', checks: 13 }))).toEqual({
    glyph: 'triangle',
    event: 'Validated with limits',
    evidence: '13 checks, started by Maya Lindqvist',
  });
});

it('names whom an account was handed to, and by whom', () => {
  const handed = { ...entry('deputy_changed', { person: 'p-2' }), subject: 'Priya Nair' };
  expect(historyWords(handed).event).toBe('Priya Nair named deputy by Maya Lindqvist');
  expect(historyWords(entry('deputy_changed')).event).toBe('Deputy taken off by Maya Lindqvist');
});

it('filters by what needs a look and by what people did', () => {
  const kinds = (filter: 'all' | 'problems' | 'people') =>
    ['applied', 'renewed', 'token_failed'].filter((kind) => matchesFilter(historyWords(entry(kind)), filter));
  expect(kinds('all')).toHaveLength(3);
  expect(kinds('problems')).toEqual(['token_failed']);
  expect(kinds('people')).toEqual(['applied']);
});

it('says an unknown kind as it stands', () => {
  expect(historyWords(entry('toString')).event).toBe('toString by Maya Lindqvist');
});
