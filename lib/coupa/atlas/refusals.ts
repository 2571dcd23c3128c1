import type { AtlasEntry, AtlasWords, Failure } from './entry';
import { explainInvalidClient } from './invalid-client';
import { explainInvalidScope } from './invalid-scope';
import { answerOf, authorizeAgain, authorizeButton, openClients, serverWords } from './phrases';

/** RFC 6749 §5.2: the token endpoint says no, and says which no. Matched by code and status; Coupa's texts may change. */
export const REFUSAL_WORDS = {
  invalid_client: { httpStatus: 422, explain: explainInvalidClient },
  invalid_scope: { httpStatus: 422, explain: explainInvalidScope },
  invalid_grant: { httpStatus: 422, explain: explainInvalidGrant },
  invalid_request: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa did not understand the request',
      happened: answerOf(failure) + serverWords(failure),
      why: 'A parameter is missing or stands there twice, for example when Client ID and Client secret arrive by two ways at once, or a proxy changed the request.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service, with the request shown here.',
      steps: [
        'Copy this for a ticket and give it to whoever runs this service.',
        `${openClients(failure)} and see that its grant type is the one chosen in step **Grant type**.`,
      ],
    }),
  },
  unauthorized_client: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'The client was made for another grant type',
      happened: answerOf(failure) + serverWords(failure),
      why: 'In Coupa the grant type belongs to the client. It differs from the one chosen here.',
      fixer: 'you',
      fixerWords: 'You, in step Grant type; or the Coupa administrator, with a new client.',
      steps: [
        `${openClients(failure)} and read **Grant Type** under General Info.`,
        'Choose the same in step **Grant type** here, or have a new client created with the grant type you need.',
        authorizeAgain(failure),
      ],
    }),
  },
  unsupported_grant_type: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'This instance does not know the grant type',
      happened: answerOf(failure) + serverWords(failure),
      why: 'Coupa knows client credentials, authorization code and device code. Something other than Coupa’s token endpoint may have answered.',
      fixer: 'you',
      fixerWords: 'You, in step Client; the Coupa administrator if the address is right.',
      steps: [
        'Compare **Instance URL** in step **Client** with the address bar of your Coupa.',
        authorizeAgain(failure),
      ],
    }),
  },
  oauth_error: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa refused the token',
      happened: answerOf(failure) + serverWords(failure),
      why: 'The code is none of those that the standard names (RFC 6749 §5.2), so only Coupa can say what it means.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, with Coupa’s own words above.',
      steps: ['Copy this for a ticket and give it to the Coupa administrator.', authorizeAgain(failure)],
    }),
  },
} satisfies Record<string, AtlasEntry>;

/** The database was put back from a back-up, and what came after it is not known (lib/backup). */
const RESTORED: AtlasWords = {
  title: 'The account has to be authorized again',
  happened:
    'The database was put back from a back-up, and the newest refresh token of this account is not known. Nothing was sent.',
  why: 'The one from the back-up may have been used since. Coupa might take its second use for a theft and end the newest one too, which may be in use elsewhere.',
  fixer: 'you',
  fixerWords: 'You, or whoever may sign in to Coupa for this account.',
  steps: [
    'Press **Re-authorize**, sign in to Coupa and press **Allow**.',
    'If nothing has used this account since the back-up, press **Renew now** instead: it tries the token that is stored.',
  ],
};

/** One code for a code that was used or is old, a wrong redirect URI, a wrong verifier, and a dead refresh token. */
function explainInvalidGrant(failure: Failure): AtlasWords {
  if (failure.facts.reason === 'restored-backup') return RESTORED;
  const isRefresh =
    failure.isRenewal ||
    failure.facts.reason === 'no-refresh-token' ||
    failure.trace?.sent.grant_type === 'refresh_token';
  if (isRefresh) {
    return {
      title: 'The account has to be authorized again',
      happened:
        failure.facts.reason === 'no-refresh-token'
          ? 'There is no refresh token, so nothing was sent.'
          : answerOf(failure) + serverWords(failure),
      why: 'A refresh token lasts 90 days and is probably good for one use. It is over, was used already, or was never given because `offline_access` is not ticked.',
      fixer: 'you',
      fixerWords: 'You, or whoever may sign in to Coupa for this account.',
      steps: [
        `${openClients(failure)} and see that \`offline_access\` is ticked and Active is Yes.`,
        'Press **Re-authorize**, sign in to Coupa and press **Allow**.',
      ],
    };
  }
  return {
    title: 'Coupa did not accept the code it had sent',
    happened: answerOf(failure) + serverWords(failure),
    why: 'A code can be used once and for a short time. It was used already, is too old, or the redirect URI or the PKCE setting of the client differs from what was sent.',
    fixer: 'you',
    fixerWords: 'You, by pressing Authorize again. The Coupa administrator if it happens twice.',
    steps: [
      `Press ${authorizeButton(failure)} again and come back without a long pause.`,
      `If it happens again: ${openClients(failure)} and compare **Redirect Uris** and the choice of Shared secret or PKCE with step **Grant type**.`,
    ],
  };
}
