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
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
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
