import leakedPasswords from '@/lib/door/leaked-passwords.json' with { type: 'json' };
import { hashPassword } from '@/lib/door/password';
import { passwordProblem } from '@/lib/door/password-rules';
import { AppError } from '@/lib/errors';

/**
 * The 10,000 passwords of 8 and more characters that stand first in published leaks, by how often they were found (ASVS
 * 6.2.4, 6.2.12). Order and choice: @zxcvbn-ts/language-common 4.1.3, MIT. On the server only: a page needs no 140 kB for it.
 */
const LEAKED: ReadonlySet<string> = new Set(leakedPasswords);

export const isLeakedPassword = (password: string) =>
  LEAKED.has(password.normalize('NFKC').toLowerCase().trim());

interface NewPassword {
  password: string;
  /** Of the person whose password it becomes. */
  email: string;
  /** Where a form shows what is wrong with it, for example `owner.password`. */
  field: string;
}

/** Checks a new password by all rules and hashes it. @throws AppError invalid_input, with the words at the field */
export async function hashNewPassword({ password, email, field }: NewPassword): Promise<string> {
  const message =
    passwordProblem(password, email) ??
    (isLeakedPassword(password)
      ? 'This password has been found in published leaks, where guessing starts. Choose another.'
      : null);
  if (message) throw new AppError('invalid_input', { facts: { field, message } });
  return hashPassword(password);
}
