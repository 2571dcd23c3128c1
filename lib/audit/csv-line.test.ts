import { expect, it } from 'vitest';
import { csvLine } from './csv-line';

it('writes a record of RFC 4180', () => {
  expect(csvLine(['a', 'b "c"', 'd,e', 'f\r\ng', null, 7])).toBe('"a","b ""c""","d,e","f\r\ng","","7"\r\n');
});

it.each([
  '=HYPERLINK("http://evil.example","press")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\tplain',
  '\t=1+1',
  '\r=1+1',
  '\n=1',
  '  =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
])('[ASVS-1.2.10] a cell that a spreadsheet would take for a formula is text: %j', (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell.replaceAll('"', '""')}"\r\n`);
});

it('leaves alone what no spreadsheet computes', () => {
  for (const cell of ['Acme = spend', 'a@b.example', '2026-11-24T12:00:00Z', '192.0.2.1', '::1'])
    expect(csvLine([cell])).toBe(`"${cell}"\r\n`);
});
