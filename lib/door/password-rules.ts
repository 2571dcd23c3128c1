import { isCommonPassword } from '@/lib/door/common-passwords';

export const MIN_LENGTH = 8;
export const MAX_LENGTH = 200;
const PRODUCT_WORDS = ['coupa account wizard', 'coupaaccountwizard', 'coupa-account-wizard', 'accountwizard'];

/**
 * What is wrong with a new password, in words; null when nothing is. Length is counted in characters as people count them,
 * no kind of character is demanded (ASVS 5.0, 6.2.1 to 6.2.12); what a guesser tries first is refused.
 */
export function passwordProblem(password: string, email: string): string | null {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < MIN_LENGTH) return `Enter a password of at least ${MIN_LENGTH} characters.`;
  if (length > MAX_LENGTH) return `Enter a password of at most ${MAX_LENGTH} characters.`;
  const lower = normal.toLowerCase();
  if (isCommonPassword(lower)) {
    return 'This password is one of the first that are guessed. Choose another.';
  }
  const localPart = email.split('@')[0]?.trim().normalize('NFKC').toLowerCase() ?? '';
  if (localPart.length >= 3 && lower.includes(localPart)) {
    return 'The password contains your email name. Choose another.';
  }
  if (PRODUCT_WORDS.some((words) => lower.includes(words))) {
    return 'The password contains the name of this product. Choose another.';
  }
  return null;
}
