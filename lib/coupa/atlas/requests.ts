import { formatNumber } from '@/lib/coupa/marked';
import { you } from './by-you';
import type { AtlasEntry, AtlasWords, Failure } from './entry';
import { factOr, numberFact } from './phrases';

/** Our own words for a field, so they stand as words; they may hold what was typed. */
const messageOf = (failure: Failure) => {
  const message = factOr(failure, 'message', '');
  return message && `${message}. `;
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
