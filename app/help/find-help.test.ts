import { expect, it } from 'vitest';
import { ATLAS_ENTRIES } from '@/lib/coupa/atlas-entries';
import { FAQ } from '@/lib/coupa/questions';
import { entryText, matchesHelp, questionText } from './find-help';

const found = (search: string) =>
  ATLAS_ENTRIES.filter((entry) => matchesHelp(search, entryText(entry))).map(({ id }) => id);

it('finds an entry by the message as it was printed, whatever stands around it', () => {
  expect(found('“Login has already been taken.”')).toContain('login-taken');
  expect(found('`invalid_scope`')).toContain('invalid-scope');
  expect(found("SCOPES CAN'T BE BLANK")).toContain('scopes-blank');
});

it('wants every word, in any order', () => {
  expect(found('taken login')).toContain('login-taken');
  expect(found('login taken unheard-of')).toEqual([]);
});

it('finds everything when nothing is searched, and answers in their own words', () => {
  expect(found('')).toHaveLength(ATLAS_ENTRIES.length);
  expect(FAQ.filter((each) => matchesHelp('api keys', questionText(each))).map(({ id }) => id)).toContain(
    'api-keys',
  );
});
