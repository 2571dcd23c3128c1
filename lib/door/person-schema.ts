import { z } from 'zod';
import '@/lib/zod-without-eval';
import { passwordProblem } from '@/lib/door/password-rules';
import { ROLES } from '@/lib/door/person';

/** One spelling for each address: NFKC, lower case, no blanks around it. */
export const normalEmail = (email: string) => email.normalize('NFKC').trim().toLowerCase();

const EMAIL_WORDS = 'Enter an email address like name@company.com.';
const email = z
  .string(EMAIL_WORDS)
  .transform(normalEmail)
  .pipe(z.email(EMAIL_WORDS).max(254, 'This email address is too long.'));

const name = (words: string) =>
  z
    .string(words)
    .trim()
    .min(1, words)
    .max(100, 'Use at most 100 characters.')
    .regex(/^\P{Cc}*$/u, 'Remove line breaks and control characters.');

const names = {
  firstName: name('Enter your first name.'),
  lastName: name('Enter your last name.'),
};

/** What somebody says of themselves: after a welcome link or an invitation. */
export const newPersonSchema = z
  .strictObject({ ...names, email, password: z.string('Enter a password.') })
  .check(
    z.superRefine(
      ({ password, email: given }, context) => {
        const message = passwordProblem(String(password), String(given));
        if (message) context.addIssue({ code: 'custom', path: ['password'], message });
      },
      // Also beside other mistakes: all of them are said at once.
      { when: () => true },
    ),
  );

export const profileSchema = z.strictObject(names);

/** The rules that need an email address are checked by whoever knows it. */
const newPassword = z.string('Enter a password.').superRefine((password, context) => {
  const message = passwordProblem(password, '');
  if (message) context.addIssue({ code: 'custom', message });
});

export const resetSchema = z.strictObject({ password: newPassword });

export const passwordChangeSchema = z.strictObject({
  currentPassword: z.string().min(1, 'Enter your current password.').max(1000),
  password: newPassword,
});

export const invitationSchema = z.strictObject({
  role: z.enum(ROLES, 'Choose a role.'),
  forWhom: name('Enter who the link is for: a name or an address.'),
});

export const roleSchema = z.strictObject({ role: z.enum(ROLES, 'Choose a role.') });

/** Only what is missing is told: whether an address or a password can be right is not said before both were tried. */
export const signInSchema = z.object({
  email: z.string().transform(normalEmail).pipe(z.string().min(1, 'Enter your email address.').max(254)),
  password: z.string().min(1, 'Enter your password.').max(1000),
});
