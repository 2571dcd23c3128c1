const HIDDEN = new Set(['client_secret', 'code', 'code_verifier', 'refresh_token', 'token']);

/** Form fields as a trace shows them, in the order they were sent. */
export function showForm(form: URLSearchParams, headers: Record<string, string>): Record<string, string> {
  const shown = [...form].map(([name, value]) => [name, showField(name, value)]);
  const isBasic = headers.authorization?.startsWith('Basic ');
  return {
    ...Object.fromEntries(shown),
    ...(isBasic && { Authorization: 'Basic, Client ID and Client secret hidden' }),
  };
}

/** What of a form must appear nowhere else: not in an answer that echoes it, not in an error. */
export const secretsOfForm = (form: URLSearchParams): string[] =>
  [...form].filter(([name]) => HIDDEN.has(name)).map(([, value]) => value);

function showField(name: string, value: string): string {
  if (HIDDEN.has(name)) return 'hidden';
  if (name !== 'client_id') return value;
  // Four of 32 characters tell two clients apart and are of no use to anybody else.
  return value.length >= 16 ? `ending ${value.slice(-4)}` : 'hidden';
}
