import type { AtlasWords } from './entry';

/** Words for what the reader can put right alone. */
export const you = (words: Omit<AtlasWords, 'fixer' | 'fixerWords'>): AtlasWords => ({
  ...words,
  fixer: 'you',
  fixerWords: 'You.',
});
