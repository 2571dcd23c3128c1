import { describe, expect, it } from 'vitest';
import {
  cleanClientId,
  cleanClientSecret,
  describeCredential,
  describeLength,
} from '@/lib/coupa/credentials';

const ID = 'a1'.repeat(16);
const SECRET = 'b2'.repeat(32);

describe('a pasted credential', () => {
  it.each([
    [SECRET, []],
    [`${SECRET}\n`, ['A line break at the end was removed.']],
    [`${SECRET}\r\n`, ['A line break at the end was removed.']],
    [` ${SECRET}`, ['A blank at the start was removed.']],
    [`\t${SECRET}\u00a0 `, ['A blank at the start was removed.', 'A blank at the end was removed.']],
    [`"${SECRET}"`, ['The quotes around it were removed.']],
    [`“${SECRET}”`, ['The quotes around it were removed.']],
    [`'${SECRET}' `, ['A blank at the end was removed.', 'The quotes around it were removed.']],
    [`\u200b${SECRET}\ufeff`, ['Invisible characters were removed.']],
    [`${SECRET.slice(0, 9)}\u00ad${SECRET.slice(9)}`, ['Invisible characters were removed.']],
  ])('%j is cleaned, and it is said how', (typed, cleaned) => {
    expect(cleanClientSecret(typed)).toEqual({ value: SECRET, cleaned, problem: null });
  });

  it.each([
    ['', 'Enter the Client secret'],
    ['  \n', 'Enter the Client secret'],
    ['ab cd', 'The Client secret contains a blank or a line break in the middle. Copy it again'],
    ['ab\ncd', 'The Client secret contains a blank or a line break in the middle. Copy it again'],
    ['••••••••', 'The Client secret contains a character that Coupa’s never have. Copy it again'],
    ['a'.repeat(513), 'The Client secret is longer than 512 characters. Copy it again'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(cleanClientSecret(typed).problem).toBe(problem);
  });

  it('of another shape than Coupa’s usual one is accepted, and described', () => {
    expect(cleanClientId('some-client.42')).toEqual({ value: 'some-client.42', cleaned: [], problem: null });
    expect(cleanClientSecret(SECRET.slice(1)).problem).toBeNull();
    expect(describeCredential('Client ID', ID)).toBeNull();
    expect(describeCredential('Client secret', '')).toBeNull();
    expect(describeCredential('Client secret', SECRET.slice(1))).toBe(
      '63 of 64 characters: most likely cut when it was copied.',
    );
    expect(describeCredential('Client ID', 'z'.repeat(32))).toMatch(/^32 characters, but/);
  });

  it('in the wrong field is refused as swapped', () => {
    expect(cleanClientId(SECRET).problem).toMatch(/swapped/);
    expect(cleanClientSecret(`${ID}\n`).problem).toMatch(/swapped/);
    expect(cleanClientId(ID.toUpperCase()).problem).toBeNull();
  });
});

describe('describeLength', () => {
  it.each([
    [64, '64 characters.'],
    [63, '63 of 64 characters: most likely cut when it was copied.'],
    [66, '66 characters instead of 64: most likely something was copied along with it.'],
  ])('%i', (length, words) => {
    expect(describeLength(length, 64)).toBe(words);
  });
});
