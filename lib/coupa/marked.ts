import type { MarkedText } from '@/lib/validation/report';

const MAX_CODE_LENGTH = 160;
const MAX_LISTED = 5;

/** Words of an instance (scope names, error codes, paths) as one piece of code that can neither end its own marking nor make a link. */
export function asCode(text: string): MarkedText {
  const oneLine = text
    .replaceAll('`', "'")
    .replaceAll('](', '] (')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
  const cut = oneLine.length > MAX_CODE_LENGTH ? `${oneLine.slice(0, MAX_CODE_LENGTH)}…` : oneLine;
  return `\`${cut || ' '}\``;
}

/** "`a`, `b` and `c`", and "`a`, `b`, `c`, `d`, `e` and 7 more" when there are many. */
export function listAsCode(names: readonly string[], max = MAX_LISTED): MarkedText {
  const shown = names.slice(0, max).map(asCode);
  const hidden = names.length - shown.length;
  const last = hidden > 0 ? `${formatNumber(hidden)} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

/** For what has to be ticked one by one, so nothing may be left out. */
export const listEveryCode = (names: readonly string[]) => listAsCode(names, names.length);

export const formatNumber = (value: number) => new Intl.NumberFormat('en-GB').format(value);

/** "1 scope", "1,200 scopes". */
export const countOf = (count: number, one: string) =>
  `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

/** Back to plain text: links keep their address in brackets, marks go. */
export const unmark = (text: MarkedText) =>
  text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replaceAll('**', '')
    .replaceAll('`', '');
