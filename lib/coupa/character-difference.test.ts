import { expect, it } from 'vitest';
import { characterDifference } from '@/lib/coupa/character-difference';

it.each([
  ['https://a.b/c', 'https://a.b/c', 'The two are equal, character by character.'],
  [
    'https://a.b/c',
    'https://a.b/c/',
    'They are equal for 13 characters; then Coupa has `/` and we send nothing more.',
  ],
  [
    'https://a.b/c',
    'http://a.b/c',
    'They are equal for 4 characters; then Coupa has `://a.b/c` and we send `s://a.b/c`.',
  ],
])('%s against %s', (sent, registered, words) => {
  expect(characterDifference(sent, registered)).toBe(words);
});
