const MAX_OCTETS = 75;
const CRLF = '\r\n';

/** A text value (RFC 5545 §3.3.11): backslash, semicolon, comma and line break escaped; other control characters may not stand in it. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 §3.1 CONTROL, HTAB stays
    .replace(/[\x00-\x08\x0a-\x1f\x7f]/g, '')
    .toWellFormed();

/** `20270222T093000Z` (RFC 5545 §3.3.5, form 2). */
export const utcStamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * One content line as it is written: never more than 75 octets without its break, folded by CRLF and a blank, and never inside
 * a character (RFC 5545 §3.1).
 */
export function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= MAX_OCTETS) return line + CRLF;
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > MAX_OCTETS) {
      pieces.push(piece);
      // The blank that a continued line begins with counts.
      [piece, octets] = [' ', 1];
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join(CRLF) + CRLF;
}

/** Length in UTF-8 (RFC 3629 §3). */
const octetsOf = (codePoint: number) =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
