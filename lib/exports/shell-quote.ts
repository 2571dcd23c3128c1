/** One word for a POSIX shell, whatever is in it: single quotes take everything but a single quote. */
export const shellQuote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Text for a line that begins with `#`: a line break would end the comment and begin a command. */
export const commentText = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
