import { expect, test } from 'vitest';
import { ASVS } from './asvs.ts';
import { judge } from './judge.ts';
import { OIDF } from './oidf.ts';
import { RFC9700 } from './rfc9700.ts';

const ALL = [...RFC9700, ...ASVS, ...OIDF];
const row = (id: string) => ({ id, source: '', words: '' });

test('every requirement stands once: 39 of the RFCs, 39 modules, and the ASVS', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  expect([RFC9700.length, OIDF.length]).toEqual([39, 39]);
  expect(ASVS.length).toBeGreaterThan(160);
});

/** Written apart, so that this file claims to prove nothing. */
const tag = (number: string) => `[${'ASVS'}-${number}]`;

test('a row without a test, with a failing one and with passing ones are told apart', () => {
  const results = [
    { title: `holds ${tag('1.1.1')} ${tag('1.1.2')}`, hasPassed: true },
    { title: `holds too ${tag('1.1.2')}`, hasPassed: false },
    { title: `another ${tag('1.1.11')}`, hasPassed: false },
  ];
  const judged = judge(['ASVS-1.1.1', 'ASVS-1.1.2', 'ASVS-1.1.3'].map(row), results);
  expect(judged.map(({ verdict }) => verdict)).toEqual(['passing', 'failing', 'no test']);
  expect(judged[0]?.titles).toEqual([results[0]?.title]);
});
