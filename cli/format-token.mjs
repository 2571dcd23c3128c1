/** The token in the form that was asked for, with its line break. */
export function formatToken(answer, form) {
  const token = answer.access_token;
  switch (form.kind) {
    case 'header':
      return `Authorization: Bearer ${token}\n`;
    case 'env':
      return `export ${form.name}=${shellQuote(token)}\n`;
    case 'json':
      return `${JSON.stringify(answer, null, 2)}\n`;
    default:
      return `${token}\n`;
  }
}

/** One word for a POSIX shell: single quotes take everything but a single quote. */
const shellQuote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
