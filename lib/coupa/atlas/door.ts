import { formatNumber } from '@/lib/coupa/marked';
import { you } from './by-you';
import type { AtlasEntry, AtlasWords } from './entry';
import { factOr, numberFact } from './phrases';

const KEY_REFUSED: Record<string, AtlasWords> = {
  malformed: you({
    title: 'This is not a whole API key',
    happened: 'The request carries an `Authorization` header without a key in it. Nothing was changed.',
    why: 'A key has 53 characters and begins with `caw_`; its last six are a checksum, and this one is missing, cut off or mistyped.',
    steps: ['Send `Authorization: Bearer` and the key exactly as it was shown when it was made.'],
  }),
  refused: {
    title: 'The API key was not accepted',
    happened: 'The request was refused. Nothing was changed.',
    why: 'The key is not known here, was revoked or has expired, or whoever made it is no longer an owner.',
    fixer: 'operator',
    fixerWords: 'An owner of this service.',
    steps: ['Look at the key in [API keys](/settings/api-keys), and make a new one if need be.'],
  },
};

/** Who may come in, and what they may do. */
export const DOOR_WORDS = {
  not_signed_in: {
    httpStatus: 401,
    explain: ({ facts: { apiKey } }) =>
      (typeof apiKey === 'string' && KEY_REFUSED[apiKey]) ||
      you({
        title: 'You are not signed in',
        happened: 'The request came without a valid sign-in. Nothing was changed.',
        why: 'The sign-in ended, or somebody ended it.',
        steps: ['[Sign in](/sign-in) and try again. A page that is still open keeps what you typed.'],
      }),
  },
  forbidden: {
    httpStatus: 403,
    explain: ({ facts: { reason } }) =>
      reason === 'keys-only'
        ? you({
            title: 'This address is for API keys',
            happened: 'Nothing was shown.',
            why: 'Programs read a token here. People see one by **Reveal**, which asks who they are and is written into the history.',
            steps: [
              'Press **Reveal** on the account, or send `Authorization: Bearer` with a key that may read tokens.',
            ],
          })
        : {
            title: 'Your role does not allow this',
            happened: 'You are signed in, but your role may not do this. Nothing was changed.',
            why: 'Viewers may look, editors may change accounts and see secrets, owners may do everything.',
            fixer: 'operator',
            fixerWords: 'An owner of this service, by giving you another role.',
            steps: ['Ask an owner to do it, or for the role of editor.'],
          },
  },
  confirm_needed: {
    httpStatus: 403,
    explain: () =>
      you({
        title: 'Confirm that it is you',
        happened: 'Nothing was changed and nothing was shown.',
        why: 'This shows a secret or changes who may come in, and your last sign-in is more than ten minutes ago.',
        steps: ['Confirm with your password, code or passkey, then try again.'],
      }),
  },
  second_factor_needed: {
    httpStatus: 403,
    explain: () =>
      you({
        title: 'Set up a second factor first',
        happened: 'You are signed in with a password only. Nothing was changed.',
        why: 'This service lets nobody work with a password alone.',
        steps: ['Open [Your sign-in](/you), add an authenticator app or a passkey, and try again.'],
      }),
  },
  api_key_scope: {
    httpStatus: 403,
    explain: (failure) => ({
      title: 'This API key may not do that',
      happened: `The key is valid, but ${factOr(failure, 'needed', 'what is asked for')} is not among what it may do. Nothing was changed.`,
      why: 'A key does only what it was made for, and only with the accounts that it names.',
      fixer: 'operator',
      fixerWords: 'An owner of this service, by making another key.',
      steps: ['Ask an owner for a key with this scope and this account, in [API keys](/settings/api-keys).'],
    }),
  },
  last_owner: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'There must be an owner',
        happened: 'Nothing was changed.',
        why: 'This is the only owner who can sign in. Without one, nobody could look after people and keys.',
        steps: ['Make somebody else an owner first, then try again.'],
      }),
  },
  last_second_factor: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'There must be a second factor',
        happened: 'Nothing was removed.',
        why: 'This is your only second factor, and this service lets nobody work with a password alone.',
        steps: ['Add another one first, in [Your sign-in](/you). Then remove this one.'],
      }),
  },
  link_unusable: {
    httpStatus: 403,
    explain: () => ({
      title: 'This link cannot be used',
      happened: 'Nobody was added and nothing was changed.',
      why: 'It was used, withdrawn or has expired, or it is not complete.',
      fixer: 'operator',
      fixerWords: 'An owner of this service, by making a new link.',
      steps: ['Ask an owner for a new link. A link is good for one use.'],
    }),
  },
  passwords_off: {
    httpStatus: 403,
    explain: () =>
      you({
        title: 'Passwords are turned off here',
        happened: 'Nobody was signed in and nothing was changed.',
        why: 'Whoever runs this service lets people in by the company’s sign-in only.',
        steps: ['Sign in with the company’s sign-in on the page [Sign in](/sign-in).'],
      }),
  },
  company_unknown: {
    httpStatus: 403,
    explain: () => ({
      title: 'Nobody here has this company account',
      happened:
        'The company’s sign-in said who you are, but no account here belongs to it. Nobody was signed in.',
      why: 'An account here begins with a link from an owner. The email address alone opens nothing.',
      fixer: 'operator',
      fixerWords: 'An owner of this service, by inviting you.',
      steps: [
        'Ask an owner for an invitation link. If you have a password here, sign in with it and link your company account in [Your sign-in](/you).',
      ],
    }),
  },
  company_taken: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'This company account belongs to somebody here already',
        happened: 'Nothing was linked and nobody was added.',
        why: 'A company account opens one account here, never two.',
        steps: ['Sign in with it, or sign out at the company and come back with another one.'],
      }),
  },
  company_email_taken: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'Somebody here has this email address already',
        happened: 'Nobody was added, and the link is still good.',
        why: 'The company’s sign-in names an email address that an account here has. The same address does not make it the same person.',
        steps: [
          'If that account is yours, sign in to it and link your company account in [Your sign-in](/you).',
          'Otherwise ask an owner.',
        ],
      }),
  },
  company_no_email: {
    httpStatus: 403,
    explain: () => ({
      title: 'The company’s sign-in names no email address',
      happened: 'Nobody was added, and the link is still good.',
      why: 'A new account is shown by name and email address, and the answer has no address that could be used.',
      fixer: 'operator',
      fixerWords: 'Whoever looks after the company’s sign-in.',
      steps: ['Have it hand the claim `email` to this service, then open the link again.'],
    }),
  },
  company_not_recent: {
    httpStatus: 403,
    explain: () => ({
      title: 'The company’s sign-in did not ask who you are',
      happened: 'You were not confirmed. Nothing was changed.',
      why: 'This service asked for a new sign-in, and the answer speaks of an earlier one or does not say when it was.',
      fixer: 'operator',
      fixerWords: 'You; or whoever looks after the company’s sign-in, if it happens again.',
      steps: ['Sign out at the company, then try again.', 'The answer needs the claim `auth_time`.'],
    }),
  },
  last_way_in: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'This is your only way in',
        happened: 'Nothing was removed.',
        why: 'Without it you could not sign in any more.',
        steps: ['Set a password or add a passkey first, where this service lets you.'],
      }),
  },
  too_many_tries: {
    httpStatus: 429,
    explain: (failure) => {
      const seconds = numberFact(failure, 'retryAfterSeconds') ?? numberFact(failure, 'seconds');
      return you({
        title: 'Too many tries',
        happened: 'Too many tries failed one after the other, so the next ones wait.',
        why: 'This slows down anybody who is guessing.',
        steps: [
          seconds === null
            ? 'Wait a few minutes and try again.'
            : `Wait ${formatNumber(Math.ceil(seconds))} seconds and try again.`,
        ],
      });
    },
  },
} satisfies Record<string, AtlasEntry>;
