import { characterDifference } from '@/lib/coupa/character-difference';
import { asCode } from '@/lib/coupa/marked';
import type { AtlasEntry, AtlasWords, Failure } from './entry';
import {
  answerOf,
  authorizeAgain,
  authorizeButton,
  factOr,
  numberFact,
  openClients,
  serverWords,
} from './phrases';

const startAgain = (failure: Failure) =>
  `Start from step Credentials and press ${authorizeButton(failure)}. Nothing you entered is lost.`;
const NOTHING_TAKEN = 'Nothing was taken from it.';

/** The browser came back from Coupa, but not with a code that belongs to this try. */
export const COMING_BACK_WORDS = {
  access_denied: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'The permission was not given',
      happened: `Coupa sent the browser back with ${factOr(failure, 'error', '`access_denied`')}.${serverWords(failure)}`,
      why: 'Somebody pressed **Deny** on Coupa’s page, or may not give these permissions.',
      fixer: 'you',
      fixerWords: 'You, or whoever signs in to Coupa for this account.',
      steps: [
        `Press ${authorizeButton(failure)} again, sign in as a person who may do what the scopes allow, and press **Allow**.`,
        'If some of the permissions should not be given, take their scopes out in step Scopes first.',
      ],
    }),
  },
  authorization_error: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'Coupa ended the authorization',
      happened: `Coupa sent the browser back with ${factOr(failure, 'error', 'an error')}.${serverWords(failure)}`,
      why:
        failure.facts.error === 'invalid_scope'
          ? 'At least one requested scope is not ticked on the client, or does not exist in this instance.'
          : 'The code above is Coupa’s own. Most often the client was changed in Coupa since, or has another grant type.',
      fixer: 'coupa-admin',
      fixerWords: 'The Coupa administrator, on the client.',
      steps: [
        `${openClients(failure)} and compare grant type, **Redirect Uris** and scopes with this account. Active must be Yes.`,
        authorizeAgain(failure),
      ],
    }),
  },
  redirect_uri_mismatch: { httpStatus: 422, explain: explainRedirectMismatch },
  state_missing: {
    httpStatus: 400,
    explain: (failure) => ({
      title: 'This answer cannot be matched to a try of yours',
      happened: `The browser came back without \`state\`, the mark that every try of ours carries. ${NOTHING_TAKEN}`,
      why: 'The address was opened by hand or cut on its way, or a link that did not begin here led to it.',
      fixer: 'you',
      fixerWords: 'You, by starting once more.',
      steps: [startAgain(failure)],
    }),
  },
  state_unknown: {
    httpStatus: 400,
    explain: (failure) => ({
      title: 'This answer belongs to no try of this account',
      happened: `The browser came back with a \`state\` that this account never sent. ${NOTHING_TAKEN}`,
      why: 'It belongs to another account or another installation, or somebody else’s link led here.',
      fixer: 'you',
      fixerWords: 'You, by starting once more.',
      steps: [startAgain(failure)],
    }),
  },
  state_expired: {
    httpStatus: 400,
    explain: (failure) => {
      const minutes = numberFact(failure, 'minutes');
      return {
        title: 'Signing in to Coupa took too long',
        happened: `The browser came back after ${minutes === null ? 'the time a try may take' : `more than ${minutes} minutes`}. ${NOTHING_TAKEN}`,
        why: 'A try is good for a short time, so that an old link cannot be used by somebody else.',
        fixer: 'you',
        fixerWords: 'You, by starting once more.',
        steps: [startAgain(failure)],
      };
    },
  },
  state_used: {
    httpStatus: 409,
    explain: (failure) => ({
      title: 'This answer was used already',
      happened: 'The browser came back a second time with the same answer of Coupa. The first one counted.',
      why: 'Reloading the page or going back in the browser does this. An answer can be used once.',
      fixer: 'you',
      fixerWords: 'You. Often there is nothing to do: look at the result first.',
      steps: ['Open the account: if it has a token, all is well.', `If not: ${startAgain(failure)}`],
    }),
  },
  session_mismatch: {
    httpStatus: 400,
    explain: (failure) => ({
      title: 'Another sign-in began this try',
      happened: `The answer came to another browser or another sign-in than the one that pressed Authorize. ${NOTHING_TAKEN}`,
      why: 'The link was opened in another browser, or you signed out and in again in between. Otherwise somebody could slip their own Coupa account under yours.',
      fixer: 'you',
      fixerWords: 'You, in this browser.',
      steps: [startAgain(failure)],
    }),
  },
  configuration_changed: {
    httpStatus: 409,
    explain: (failure) => ({
      title: 'The account was changed while you were at Coupa',
      happened:
        'Coupa’s answer belongs to the account as it was before the change. The code was not exchanged.',
      why: 'Somebody saved another instance, client, grant type or scopes in between. The token would not be what the account now says.',
      fixer: 'you',
      fixerWords: 'You, or whoever changed the account.',
      steps: ['See what changed in the account’s history.', startAgain(failure)],
    }),
  },
  callback_malformed: {
    httpStatus: 400,
    explain: (failure) => ({
      title: 'Coupa’s answer cannot be read',
      happened: `The browser came back with neither a code nor an error, or with one of them twice. ${NOTHING_TAKEN}`,
      why: 'The address was cut or changed on its way, or did not come from Coupa.',
      fixer: 'you',
      fixerWords: 'You, by starting once more.',
      steps: [startAgain(failure)],
    }),
  },
} satisfies Record<string, AtlasEntry>;

/** What was sent against what stands in Coupa: usually one slash, a port or http for https. */
function explainRedirectMismatch(failure: Failure): AtlasWords {
  const sent = failure.redirectUri ?? failure.trace?.sent.redirect_uri;
  const registered = failure.facts.registeredUri;
  const difference =
    sent && typeof registered === 'string' ? ` ${characterDifference(sent, registered)}` : '';
  return {
    title: 'The redirect URI is not the one registered in Coupa',
    happened: failure.trace
      ? answerOf(failure)
      : 'Coupa does not know the address to which it should send the browser back.',
    why: `Coupa compares it character by character${sent ? ` with ${asCode(sent)}` : ''}. A slash at the end, \`http\` for \`https\`, a port or a capital letter makes another address.${difference}`,
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the client.',
    steps: [
      `${openClients(failure)}, choose Edit and look at **Redirect URIs**.`,
      `Put ${sent ? asCode(sent) : 'the **Redirect URI** of step Credentials'} there, unquoted; several are separated by commas. Press Save.`,
      authorizeAgain(failure),
    ],
  };
}
