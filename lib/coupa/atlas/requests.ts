import { formatNumber } from '@/lib/coupa/marked';
import type { AtlasEntry, AtlasWords, Failure } from './entry';
import { factOr, numberFact } from './phrases';

const you = (words: Omit<AtlasWords, 'fixer' | 'fixerWords'>): AtlasWords => ({
  ...words,
  fixer: 'you',
  fixerWords: 'You.',
});

/** Our own words for a field, so they stand as words; they may hold what was typed. */
const messageOf = (failure: Failure) => {
  const message = factOr(failure, 'message', '');
  return message && `${message}. `;
};

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

/** Why a token or a step is not to be had, where more is known than that a step is missing. */
const NOT_READY: Record<string, AtlasWords> = {
  'needs-browser': {
    title: 'This account needs a person in a browser',
    happened: 'Nothing was asked of Coupa and nothing was changed.',
    why: 'With the grant type Authorization code somebody signs in to Coupa and accepts; a key for automation cannot.',
    fixer: 'you',
    fixerWords: 'You, in this service’s own pages.',
    steps: [
      'Open the account, step Credentials, and press **Authorize**. Renewing by key works from then on.',
    ],
  },
  'no-token': you({
    title: 'This account has no token in use',
    happened: 'There is nothing to hand out.',
    why: 'It was never authorized, or its configuration changed since.',
    steps: [
      'Authorize it: by **Authorize** in step Credentials, or by `POST …/authorize` for client credentials.',
    ],
  }),
};

/** Requests to our own API, from the wizard or from a script. */
export const REQUEST_WORDS = {
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
  host_unknown: {
    httpStatus: 421,
    explain: () => ({
      title: 'This service has another address',
      happened: 'The request named a host that is not this service’s own. It was not read.',
      why: 'Addresses are made from `APP_URL` and never from what a request says.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service.',
      steps: ['Open the service at the address in `APP_URL`, or set it to the address that people use.'],
    }),
  },
  not_found: {
    httpStatus: 404,
    explain: () =>
      you({
        title: 'There is nothing here',
        happened: 'The account, page or format asked for does not exist.',
        why: 'It was deleted, or the address is not complete.',
        steps: [
          'Go to [Accounts](/accounts) and open it from there. Deleted accounts are listed under their own filter.',
        ],
      }),
  },
  method_not_allowed: {
    httpStatus: 405,
    explain: () =>
      you({
        title: 'This address does not take that kind of request',
        happened: 'The request was refused. Nothing was changed.',
        why: 'The method (GET, POST, …) is not one of those that this address takes.',
        steps: ['Use one of the methods named in the `Allow` header of the answer.'],
      }),
  },
  bad_origin: {
    httpStatus: 403,
    explain: () =>
      you({
        title: 'The request did not come from this site',
        happened: 'A change was asked for by a page that is not ours. Nothing was changed.',
        why: 'Another site sent it, or this one is opened under another address than the one it is configured with.',
        steps: [
          'Open this service under its own address and try again.',
          'If that is what you did, whoever runs it has to set `APP_URL` to the address in your browser.',
        ],
      }),
  },
  bad_content_type: {
    httpStatus: 415,
    explain: () =>
      you({
        title: 'The request is not JSON',
        happened: 'The request was not read, because it is not marked as JSON.',
        why: 'This address takes `Content-Type: application/json` only.',
        steps: ['Send JSON with that header.'],
      }),
  },
  body_too_large: {
    httpStatus: 413,
    explain: (failure) => {
      const bytes = numberFact(failure, 'maxBytes');
      return you({
        title: 'The request is too large',
        happened: `It was not read to its end: ${bytes === null ? 'it is larger than any form of ours' : `more than ${formatNumber(bytes)} bytes`}.`,
        why: 'Every form of this service fits into far less. Most likely something else was pasted into a field.',
        steps: ['Look for a field with more in it than it asks for.'],
      });
    },
  },
  invalid_input: {
    httpStatus: 422,
    explain: (failure) =>
      you({
        title: 'Something in the form is not right',
        happened: `${messageOf(failure)}Nothing was saved.`,
        why: 'One or more values cannot be used as they are. Each is named at its field.',
        steps: ['Correct the fields that are named and press **Continue**.'],
      }),
  },
  step_not_ready: {
    httpStatus: 409,
    explain: ({ facts: { reason } }) =>
      (typeof reason === 'string' && NOT_READY[reason]) ||
      you({
        title: 'An earlier step is not finished',
        happened: 'This needs something that an earlier step collects. Nothing was changed.',
        why: 'The steps build on each other, and a change in one of them can reopen those after it.',
        steps: ['Open the account: it leads to the step that is next.'],
      }),
  },
  token_expired: {
    httpStatus: 409,
    explain: (failure) =>
      you({
        title: 'The token has expired',
        happened: `It ended at ${factOr(failure, 'expiredAt', 'an earlier time')} and was not handed out.`,
        why: 'Coupa’s tokens live about a day, and nothing renewed this one in time.',
        steps: ['Press **Renew now** on the account, or send `POST …/renew`, and ask again.'],
      }),
  },
  changed_meanwhile: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'Somebody changed this account meanwhile',
        happened: 'The account is not the same as when this page was opened. Nothing was saved.',
        why: 'Another person, another window or a renewal was faster. Saving now would undo that.',
        steps: ['Load the page again and look at what is new.', 'Then make your change once more.'],
      }),
  },
  too_many_requests: {
    httpStatus: 429,
    explain: (failure) => {
      const seconds = numberFact(failure, 'retryAfterSeconds');
      return you({
        title: 'Too many requests',
        happened: 'This one was not carried out.',
        why: 'Requests of this kind came faster than anybody needs them.',
        steps: [
          seconds === null
            ? 'Wait a minute and try again.'
            : `Wait ${formatNumber(Math.ceil(seconds))} seconds and try again.`,
        ],
      });
    },
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
  internal: {
    httpStatus: 500,
    explain: () => ({
      title: 'Something went wrong in this service',
      happened: 'The request could not be finished. What was saved before is untouched.',
      why: 'This is a fault of the service, not of yours or of Coupa. Its log has a line about it.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service.',
      steps: ['Try once more.', 'If it happens again, tell whoever runs this service at what time.'],
    }),
  },
} satisfies Record<string, AtlasEntry>;
