import { asCode } from '@/lib/coupa/marked';
import type { MarkedText } from '@/lib/validation/report';

/** Where two addresses part, in words: "They differ from character 9: `…`" */
export function characterDifference(sent: string, registered: string): MarkedText {
  if (sent === registered) return 'The two are equal, character by character.';
  let same = 0;
  while (same < sent.length && same < registered.length && sent[same] === registered[same]) same++;
  const rest = (text: string) => (same === text.length ? 'nothing more' : asCode(text.slice(same)));
  return `They are equal for ${same} characters; then Coupa has ${rest(registered)} and we send ${rest(sent)}.`;
}
