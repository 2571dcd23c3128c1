import { isCommonPassword } from '@/lib/door/common-passwords';

export const MIN_LENGTH = 8;
export const MAX_LENGTH = 200;
/** Of what is sent: a character as people see it can take a dozen of these. The sign-in form takes no more either. */
export const MAX_CODE_UNITS = 1000;
/** ASVS 6.2.11: what somebody who knows the product and the person would try. */
const PRODUCT_WORDS = ['coupa account wizard', 'coupaaccountwizard', 'coupa-account-wizard', 'accountwizard'];

/** "👨‍👩‍👧" is one character to whoever types it. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const countCharacters = (text: string) => [...graphemes.segment(text)].length;

/**
 * What is wrong with a new password, in words; null when nothing is. Length is counted in characters as people count them,
 * no kind of character is demanded (ASVS 5.0, 6.2.1 to 6.2.12); what a guesser tries first is refused. The server also
 * looks into a list of leaked ones (new-password.ts).
 */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length > MAX_CODE_UNITS) return `Enter a password of at most ${MAX_LENGTH} characters.`;
  const normal = password.normalize('NFKC');
  const length = countCharacters(normal);
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
