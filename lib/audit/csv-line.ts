/** What a spreadsheet takes for a formula when a cell begins with it; also the full-width forms, and behind blanks. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** One record of RFC 4180: every cell in quotes, and none a formula (an apostrophe makes it text). */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => quote(String(cell ?? ''))).join(',')}\r\n`;

const quote = (text: string) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
