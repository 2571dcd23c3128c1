import { asCode, formatNumber } from '@/lib/coupa/marked';
import type { AtlasEntry, Failure } from './entry';
import { again, answerOf, factOr, hostOf, later, numberFact, reasonOr, textFact } from './phrases';
import { ANSWER_REASONS, TEXT_KINDS } from './reasons';

export const CHECK_ADDRESS =
  'Compare **Instance URL** in step **Client** with the address bar of your Coupa, and correct it if they differ.';

const isRead = ({ trace }: Failure) => trace?.method === 'GET';

/** The instance answered, but not as a token endpoint or an API does. */
export const BAD_ANSWER_WORDS = {
  endpoint_redirected: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa sent us to another address',
      happened: `${answerOf(failure, hostOf(failure))} It points to ${factOr(failure, 'targetHost', 'another address')}. We do not follow: what we send is meant for this instance alone.`,
      why: 'A token endpoint or an API does not redirect. Most likely the address is an old name of the instance, or a company sign-in stands before it.',
      fixer: 'you',
      fixerWords: 'You, in step Client. The Coupa administrator knows the instance’s present name.',
      steps: [CHECK_ADDRESS, again(failure)],
    }),
  },
  endpoint_not_found: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'There is no token endpoint at that address',
      happened: answerOf(failure, hostOf(failure)),
      why: 'Coupa’s token endpoint is at `/oauth2/token` of the Core instance. That there is none means another product, another site, or an instance that is not there any more.',
      fixer: 'you',
      fixerWords: 'You, in step Client.',
      steps: [CHECK_ADDRESS, again(failure)],
    }),
  },
  endpoint_server_error: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa has trouble answering',
      happened: answerOf(failure, hostOf(failure)),
      why: 'The fault is on Coupa’s side, often during maintenance. Your Client ID and Client secret were not judged.',
      fixer: 'nobody',
      fixerWords:
        'Nobody here. If it lasts longer than an hour, the Coupa administrator asks Coupa’s support.',
      steps: [later(failure)],
    }),
  },
  rate_limited: {
    httpStatus: 503,
    explain: (failure) => {
      const seconds = numberFact(failure, 'retryAfterSeconds');
      return {
        title: 'Coupa asks us to slow down',
        happened: answerOf(failure, hostOf(failure)),
        why: 'An instance takes 25 requests a second with bursts of 20, from all clients together. Another system is probably busy right now.',
        fixer: 'nobody',
        fixerWords: 'Nobody. It passes by itself.',
        steps: [
          seconds === null ? later(failure) : `Try again in ${formatNumber(Math.ceil(seconds))} seconds.`,
        ],
      };
    },
  },
  answer_not_json: {
    httpStatus: 502,
    explain: (failure) => {
      const kind = reasonOr(failure, 'looksLike', TEXT_KINDS, 'something other than JSON');
      return {
        title: isRead(failure) ? 'The API did not answer with JSON' : 'No token came, but something else',
        happened: `${answerOf(failure, hostOf(failure))} What came is ${kind}${contentType(failure)}; JSON was due.`,
        why: 'Most likely a sign-in page, a proxy or a maintenance page answered in place of Coupa’s own service.',
        fixer: 'network',
        fixerWords: 'The network team if a proxy stands between; you if the address is wrong.',
        steps: [
          CHECK_ADDRESS,
          'Ask the network team whether a proxy with a page of its own stands between this service and Coupa.',
          again(failure),
        ],
      };
    },
  },
  answer_too_large: {
    httpStatus: 502,
    explain: (failure) => {
      const bytes = numberFact(failure, 'limitBytes');
      return {
        title: 'The answer is far too large',
        happened: `${hostOf(failure)} sent more than ${bytes === null ? 'such an answer may have' : `${formatNumber(bytes)} bytes`}, so we stopped reading.`,
        why: 'Something other than Coupa’s own service answered. A token with every scope of Coupa has a few thousand characters.',
        fixer: 'network',
        fixerWords: 'The network team if a proxy stands between; you if the address is wrong.',
        steps: [CHECK_ADDRESS, again(failure)],
      };
    },
  },
  answer_truncated: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer broke off in the middle',
      happened: `The answer of ${hostOf(failure)} ended before it was complete.${isRead(failure) ? '' : ' If it held a token, that token was not kept.'}`,
      why: 'The connection was cut on its way, by Coupa or by something between.',
      fixer: 'network',
      fixerWords: 'Nobody if it works the next time; the network team if it happens again.',
      steps: [later(failure)],
    }),
  },
  answer_invalid: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer is not a usable token',
      happened: `${hostOf(failure)} answered, but ${invalidPart(failure)}.`,
      why: 'A usable answer has an access token of type bearer and a sensible lifetime. Something other than Coupa’s token endpoint may have answered, or Coupa changed its answer.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, with Coupa’s support. Check the address in step Client first.',
      steps: [CHECK_ADDRESS, again(failure)],
    }),
  },
  answer_no_expiry: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer does not say how long the token lasts',
      happened: `${hostOf(failure)} gave a token whose \`expires_in\` is zero, negative or no number. It was not kept.`,
      why: 'Coupa’s answers say 86,399 or 86,400 seconds. Without a lifetime nobody knows when to renew.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, with Coupa’s support.',
      steps: [CHECK_ADDRESS, again(failure)],
    }),
  },
} satisfies Record<string, AtlasEntry>;

function contentType(failure: Failure): string {
  const type = textFact(failure, 'contentType');
  return type && type !== 'none' ? ` (${asCode(type)})` : '';
}

function invalidPart(failure: Failure): string {
  const member = textFact(failure, 'member');
  return member
    ? `${asCode(member)} in it is missing or of the wrong kind`
    : reasonOr(failure, 'reason', ANSWER_REASONS, 'a part of it is missing or of the wrong kind');
}
