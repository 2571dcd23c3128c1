import type { HelpEntry } from '@/lib/coupa/help/entry';
import { unmark } from '@/lib/coupa/marked';
import type { Question } from '@/lib/coupa/questions';

/** Every word of the search somewhere in the text, so that a pasted message is found whatever its marks and dots. */
export function matchesHelp(search: string, text: string): boolean {
  const inText = plain(text);
  return plain(search)
    .split(' ')
    .every((word) => inText.includes(word));
}

/** Everything a reader sees of an entry, as one text. */
export const entryText = ({ title, symptoms, why, fixerWords, steps }: HelpEntry) =>
  [title, ...symptoms, why, fixerWords, ...steps].map(unmark).join(' ');

export const questionText = ({ question, answer }: Question) => [question, ...answer].map(unmark).join(' ');

/** Lower case, ’ as ', and signs between words as blanks; dots and underscores inside scopes and codes stay. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}_.'/-]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, '')
    .trim();
