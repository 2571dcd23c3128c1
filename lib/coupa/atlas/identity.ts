import { CHECK_ADDRESS } from './bad-answers';
import type { AtlasEntry } from './entry';
import { authorizeAgain, factOr, hostOf, reasonOr } from './phrases';
import { ID_TOKEN_REASONS } from './reasons';

/** A token came, and says something about itself that cannot be right. */
export const IDENTITY_WORDS = {
  id_token_invalid: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The proof of who signed in does not hold',
      happened: `The ID token of ${hostOf(failure)} failed a check: ${reasonOr(failure, 'reason', ID_TOKEN_REASONS, 'its content does not fit this request')}. The tokens were not kept.`,
      why: 'An ID token says who signed in, for which client and for which request. When one of these does not fit, the answer may be meant for somebody else.',
      fixer: 'you',
      fixerWords: 'You, by starting once more. If it happens again, the Coupa administrator.',
      steps: [
        authorizeAgain(failure),
        'If it happens again and nobody needs to know who signed in, take `openid` out in step Scopes.',
      ],
    }),
  },
  issuer_mismatch: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The answer names another issuer than your instance',
      happened: `${factOr(failure, 'expected', hostOf(failure))} was asked, and the answer names ${factOr(failure, 'found', 'another issuer')}. It was not used.`,
      why: 'A token must come from the instance that was asked. Most likely the instance was renamed and still answers under its old name.',
      fixer: 'you',
      fixerWords: 'You, in step Client. The Coupa administrator knows the instance’s present name.',
      steps: [CHECK_ADDRESS, authorizeAgain(failure)],
    }),
  },
} satisfies Record<string, AtlasEntry>;
