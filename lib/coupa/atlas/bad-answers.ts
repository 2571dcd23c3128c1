import { formatNumber } from '@/lib/coupa/marked';
import type { AtlasEntry } from './entry';
import { AUTHORIZE_AGAIN, answerOf, factOr, hostOf, LATER, numberFact } from './phrases';

const CHECK_ADDRESS =
  'Compare **Instance URL** in step **Client** with the address bar of your Coupa, and correct it if they differ.';

/** The token endpoint answered, but not as a token endpoint does. */
export const BAD_ANSWER_WORDS = {
  endpoint_redirected: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa sent us to another address',
      happened: `${answerOf(failure, hostOf(failure))} It points to ${factOr(failure, 'location', 'another address')}. We do not follow, because the request carries the Client secret.`,
      why: 'Token endpoints do not redirect. Most likely the address is an old name of the instance, or a company sign-in stands before it.',
      fixer: 'you',
      fixerWords: 'You, in step Client. The Coupa administrator knows the instance’s present name.',
      steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
    }),
  },
  endpoint_not_found: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'There is no token endpoint at that address',
      happened: `${answerOf(failure, hostOf(failure))}`,
      why: 'Coupa’s token endpoint is at `/oauth2/token` of the Core instance. A 404 means another product, another site, or an instance that is not there any more.',
      fixer: 'you',
      fixerWords: 'You, in step Client.',
      steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
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
      steps: [LATER],
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
        steps: [seconds === null ? LATER : `Try again in ${formatNumber(Math.ceil(seconds))} seconds.`],
      };
    },
  },
  answer_not_json: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'A web page came instead of a token',
      happened: `${answerOf(failure, hostOf(failure))} The answer is ${factOr(failure, 'contentType', 'not JSON')}, and a token comes as JSON.`,
      why: 'Most likely a sign-in page, a proxy or a maintenance page answered in place of the token endpoint.',
      fixer: 'network',
      fixerWords: 'The network team if a proxy stands between; you if the address is wrong.',
      steps: [
        CHECK_ADDRESS,
        'Ask the network team whether a proxy with a sign-in page stands between this service and Coupa.',
        AUTHORIZE_AGAIN,
      ],
    }),
  },
  answer_too_large: {
    httpStatus: 502,
    explain: (failure) => {
      const bytes = numberFact(failure, 'maxBytes') ?? numberFact(failure, 'limitBytes');
      return {
        title: 'The answer is far too large for a token',
        happened: `${hostOf(failure)} sent more than ${bytes === null ? 'a token answer may have' : `${formatNumber(bytes)} bytes`}, so we stopped reading.`,
        why: 'Something other than the token endpoint answered. A token with every scope of Coupa has a few thousand characters.',
        fixer: 'network',
        fixerWords: 'The network team if a proxy stands between; you if the address is wrong.',
        steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
      };
    },
  },
  answer_truncated: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer broke off in the middle',
      happened: `The answer of ${hostOf(failure)} ended before it was complete. If it held a token, that token was not kept.`,
      why: 'The connection was cut on its way, by Coupa or by something between.',
      fixer: 'network',
      fixerWords: 'Nobody if it works the next time; the network team if it happens again.',
      steps: [LATER],
    }),
  },
  answer_invalid: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer is not a usable token',
      happened: `${hostOf(failure)} answered with JSON, but ${factOr(failure, 'reason', 'a part of it is missing or of the wrong kind')}.`,
      why: 'A usable answer has an access token of type bearer and a sensible lifetime. Something other than Coupa’s token endpoint may have answered, or Coupa changed its answer.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, with Coupa’s support. Check the address in step Client first.',
      steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
    }),
  },
  answer_no_expiry: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer does not say how long the token lasts',
      happened: `${hostOf(failure)} gave a token with ${factOr(failure, 'expiresIn', 'no lifetime')} as \`expires_in\`.`,
      why: 'Coupa’s answers say 86,399 or 86,400 seconds. Without a lifetime nobody knows when to renew.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, with Coupa’s support.',
      steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
    }),
  },
  id_token_invalid: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The proof of who signed in does not hold',
      happened: `The ID token of ${hostOf(failure)} failed a check: ${factOr(failure, 'reason', 'its content does not fit this request')}. The tokens were not kept.`,
      why: 'An ID token says who signed in, for which client and for which request. When one of these does not fit, the answer may be meant for somebody else.',
      fixer: 'you',
      fixerWords: 'You, by starting once more. If it happens again, the Coupa administrator.',
      steps: [
        AUTHORIZE_AGAIN,
        'If it happens again and nobody needs to know who signed in, take `openid` out in step Scopes.',
      ],
    }),
  },
  issuer_mismatch: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer names another issuer than your instance',
      happened: `${hostOf(failure)} was asked, and the answer names ${factOr(failure, 'issuer', 'another issuer')}. It was not used.`,
      why: 'A token must come from the instance that was asked. Most likely the instance was renamed and still answers under its old name.',
      fixer: 'you',
      fixerWords: 'You, in step Client. The Coupa administrator knows the instance’s present name.',
      steps: [CHECK_ADDRESS, AUTHORIZE_AGAIN],
    }),
  },
} satisfies Record<string, AtlasEntry>;
