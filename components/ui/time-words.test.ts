import { describe, expect, it } from 'vitest';
import { durationWords, relativeWords, timeWords, utcWords } from './time-words';

const berlin = (now: string) => ({ now: Date.parse(now), zone: 'Europe/Berlin' });

describe('timeWords', () => {
  const reader = berlin('2026-02-02T14:20:00Z');

  it.each([
    ['2026-02-02T14:02:00Z', 'moment', '15:02 today'],
    ['2026-02-03T13:05:00Z', 'moment', '14:05 tomorrow'],
    ['2026-02-01T22:59:00Z', 'moment', '23:59 yesterday'],
    ['2026-02-01T23:00:00Z', 'moment', '00:00 today'],
    ['2026-03-12T10:00:00Z', 'moment', '11:00 on 12 March'],
    ['2025-12-12T08:47:00Z', 'moment', '09:47 on 12 December 2025'],
    ['2026-02-02T14:02:00Z', 'stamp', 'Today, 15:02'],
    ['2026-01-28T09:14:00Z', 'stamp', '28 January, 10:14'],
    ['2026-03-12T10:00:00Z', 'day', '12 March'],
    ['2026-02-03T10:00:00Z', 'day', 'tomorrow'],
    ['2026-02-02T14:18:03Z', 'clock', '15:18:03'],
    ['2026-02-03T14:18:03Z', 'full', 'Tuesday 3 February, 15:18:03'],
  ] as const)('%s as %s is %s', (at, form, words) => {
    expect(timeWords(at, form, reader)).toBe(words);
  });

  it('counts days by the calendar where a day has 25 or 23 hours', () => {
    // Berlin leaves summer time on 25 October 2026 and enters it on 29 March.
    expect(timeWords('2026-10-25T23:30:00Z', 'moment', berlin('2026-10-24T22:10:00Z'))).toBe(
      '00:30 tomorrow',
    );
    expect(timeWords('2026-10-25T22:30:00Z', 'moment', berlin('2026-10-24T22:10:00Z'))).toBe('23:30 today');
    expect(timeWords('2026-03-29T22:30:00Z', 'moment', berlin('2026-03-28T22:50:00Z'))).toBe(
      '00:30 on 30 March',
    );
    expect(timeWords('2026-03-27T23:10:00Z', 'moment', berlin('2026-03-29T21:50:00Z'))).toBe(
      '00:10 yesterday',
    );
  });

  it('keeps to the zone of the reader', () => {
    const kathmandu = { now: Date.parse('2026-02-02T14:20:00Z'), zone: 'Asia/Kathmandu' };
    expect(timeWords('2026-02-02T18:30:00Z', 'moment', kathmandu)).toBe('00:15 tomorrow');
  });
});

describe('utcWords', () => {
  it('names the zone and the year, knowing no reader', () => {
    expect(utcWords('2026-02-03T13:05:00Z', 'moment')).toBe('13:05 UTC on 3 February 2026');
    expect(utcWords('2026-02-03T13:05:09Z', 'clock')).toBe('13:05:09 UTC');
    expect(utcWords('2026-02-03T13:05:09Z', 'day')).toBe('3 February 2026');
  });
});

describe('relativeWords', () => {
  const now = Date.parse('2026-02-02T14:20:00Z');
  it.each([
    ['2026-02-03T05:05:00Z', 'in 14 h 45 min'],
    ['2026-02-02T14:08:00Z', '12 min ago'],
    ['2026-02-02T14:20:30Z', 'now'],
    ['2026-03-12T15:20:00Z', 'in 38 days'],
    ['2026-02-02T12:20:00Z', '2 h ago'],
  ])('%s is %s', (at, words) => {
    expect(relativeWords(at, now)).toBe(words);
  });
});

it('counts hours up to two days', () => {
  expect(durationWords(47.5 * 3_600_000)).toBe('47 h 30 min');
  expect(durationWords(48 * 3_600_000)).toBe('2 days');
  expect(durationWords(0)).toBe('0 min');
});
