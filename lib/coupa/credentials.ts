export const CLIENT_ID_LENGTH = 32;
export const CLIENT_SECRET_LENGTH = 64;
const MAX_LENGTH = 512;

export interface CleanedCredential {
  value: string;
  /** One sentence for each thing that was removed. */
  cleaned: string[];
  /** Why it cannot be used; null when it can. An unusual length is no problem: see `describeCredential`. */
  problem: string | null;
}

export type CredentialField = 'Client ID' | 'Client secret';

/** Coupa calls it Identifier. */
export function cleanClientId(typed: string): CleanedCredential {
  const { value, cleaned } = clean(typed);
  if (isHex(value, CLIENT_SECRET_LENGTH)) {
    const problem = `This looks like the Secret: ${CLIENT_SECRET_LENGTH} characters. Client ID and Client secret look swapped`;
    return { value, cleaned, problem };
  }
  return { value, cleaned, problem: findProblem(value, 'Client ID') };
}

/** Coupa calls it Secret. */
export function cleanClientSecret(typed: string): CleanedCredential {
  const { value, cleaned } = clean(typed);
  if (isHex(value, CLIENT_ID_LENGTH)) {
    const problem = `This looks like the Identifier: ${CLIENT_ID_LENGTH} characters. Client ID and Client secret look swapped`;
    return { value, cleaned, problem };
  }
  return { value, cleaned, problem: findProblem(value, 'Client secret') };
}

/** What can be said of a credential before Coupa is asked; null when it has the usual shape. */
export function describeCredential(field: CredentialField, value: string): string | null {
  const expected = field === 'Client ID' ? CLIENT_ID_LENGTH : CLIENT_SECRET_LENGTH;
  if (value === '' || isHex(value, expected)) return null;
  if (value.length !== expected) return describeLength(value, expected);
  return `${expected} characters, but Coupa’s usually have only the digits 0 to 9 and the letters a to f.`;
}

/** "63 of 64 characters: most likely cut when it was copied." Takes the value or, once it is sealed, its length. */
export function describeLength(value: string | number, expected: number): string {
  const length = typeof value === 'number' ? value : value.length;
  if (length === expected) return `${expected} characters.`;
  if (length < expected) return `${length} of ${expected} characters: most likely cut when it was copied.`;
  return `${length} characters instead of ${expected}: most likely something was copied along with it.`;
}

const isHex = (value: string, length: number) => value.length === length && /^[0-9a-f]*$/i.test(value);

function findProblem(value: string, field: CredentialField): string | null {
  if (value === '') return `Enter the ${field}`;
  if (/\s/.test(value)) return `The ${field} contains a blank or a line break in the middle. Copy it again`;
  if (/[^\x21-\x7e]/.test(value))
    return `The ${field} contains a character that Coupa’s never have. Copy it again`;
  if (value.length > MAX_LENGTH) return `The ${field} is longer than ${MAX_LENGTH} characters. Copy it again`;
  return null;
}

/** Zero-width characters, byte order mark, soft hyphen: invisible, and some password managers and chats add them. */
const INVISIBLE = /\p{Cf}/gu;

function clean(typed: string): { value: string; cleaned: string[] } {
  const visible = typed.replace(INVISIBLE, '');
  const unquoted = visible.trim().replace(/^(["'`“„‘«])(.*?)(["'`”“’»])$/su, '$2');
  const value = unquoted.trim();
  const [, before = ''] = /^(\s*)/.exec(visible) ?? [];
  const [, after = ''] = visible.length === before.length ? [] : (/(?<!\s)(\s*)$/.exec(visible) ?? []);
  const cleaned = [
    ...(visible === typed ? [] : ['Invisible characters were removed.']),
    ...describeBlank(before, 'start'),
    ...describeBlank(after, 'end'),
    ...(unquoted === visible.trim() ? [] : ['The quotes around it were removed.']),
  ];
  return { value, cleaned };
}

function describeBlank(blank: string, place: 'start' | 'end'): string[] {
  if (blank === '') return [];
  return [`A ${/[\r\n]/.test(blank) ? 'line break' : 'blank'} at the ${place} was removed.`];
}
