import { expect, it } from 'vitest';
import { EVENT_GROUPS, kindsOf } from '@/lib/audit/event-groups';
import { EVENT_KINDS } from '@/lib/audit/event-kinds';
import { eventWords } from './event-words';

it('has whole words for every kind, also when no fact and no name is known', () => {
  for (const kind of EVENT_KINDS) {
    const { event, evidence } = eventWords(kind, {});
    expect(`${event} ${evidence}`, kind).not.toMatch(/undefined|NaN|\[object|“”/);
    expect(event, kind).not.toBe(kind);
    expect(event, kind).toMatch(/^[A-Z][^_]*[^.]$/);
  }
});

it('tells what was done to whom, and how', () => {
  expect(eventWords('role_changed', { from: 'viewer', to: 'editor' }, 'Ines Okafor')).toMatchObject({
    event: 'Role of Ines Okafor changed',
    evidence: 'From viewer to editor',
  });
  expect(eventWords('signed_in', { method: 'password', factor: 'totp' }).evidence).toBe(
    'By password and code of an authenticator app',
  );
  expect(eventWords('person_disabled', { sessions: 2 }, 'Ines Okafor')).toMatchObject({
    event: 'Ines Okafor disabled',
    evidence: '2 sessions ended',
  });
  expect(eventWords('audit_trimmed', { count: 1200, before: '2024-11-24T00:00:00.000Z' })).toMatchObject({
    event: '1,200 old lines of the audit log deleted',
    evidence: 'From before 2024-11-24, as the retention time says',
  });
});

it('says an unknown kind as it stands', () => {
  expect(eventWords('toString', {}).event).toBe('toString');
});

it('every kind is in one group', () => {
  expect(EVENT_GROUPS.flatMap(kindsOf).sort()).toEqual([...EVENT_KINDS].sort());
});
