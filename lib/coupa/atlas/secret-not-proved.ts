import { CLIENT_SECRET_LENGTH, describeLength } from '@/lib/coupa/credentials';
import { you } from './by-you';
import type { AtlasWords, Failure } from './entry';
import { answerOf, numberFact, openClients } from './phrases';

const NOTHING_SWITCHED = 'The account goes on with the secret in use. Nothing was switched.';

type Words = (failure: Failure) => Omit<AtlasWords, 'fixer' | 'fixerWords'>;

/** By why a secret does not take the place of the one in use. */
const BY_REASON: Record<string, Words> = {
  refused: (failure) => ({
    title: 'Coupa rejected the new Client secret',
    happened: `${answerOf(failure)} ${NOTHING_SWITCHED} No refresh token was spent.`,
    why:
      lengthWords(failure) ??
      'Most likely it belongs to another client, or **Regenerate** was pressed once more since. An inactive client is rejected in the same words.',
    steps: [
      `${openClients(failure)} and the page of this client.`,
      `Press **Show/Hide** and copy the whole **Secret**: ${CLIENT_SECRET_LENGTH} characters. See that **Active** is Yes.`,
      'Press **Give it up** here, enter what you copied, and press **Prove it**.',
    ],
  }),
  unclear: (failure) => ({
    title: 'Coupa’s answer does not tell whether the new Client secret is right',
    happened: `${answerOf(failure)} ${NOTHING_SWITCHED} No refresh token was spent.`,
    why: 'Only an answer that a wrong secret would not get is a proof, and this was none. A refresh token is never sent along with a secret that is not proved.',
    steps: [
      'Press **Prove it** once more, in case something between us and Coupa answered.',
      'If it stays so: give it up here, save it in step Credentials and press **Re-authorize**. That needs a sign-in at Coupa for authorization code, and proves it without the refresh token in use.',
    ],
  }),
  old: () => ({
    title: 'The proof of the new Client secret is too old',
    happened: NOTHING_SWITCHED,
    why: 'A proof counts for an hour: somebody may have pressed **Regenerate** in Coupa since.',
    steps: ['Press **Prove it** again, then **Switch**.'],
  }),
  changed: () => ({
    title: 'Other credentials were saved after the proof',
    happened: NOTHING_SWITCHED,
    why: 'The new Client secret was proved for the Client ID of before.',
    steps: ['Press **Prove it** again. If it belongs to the client of before, give it up.'],
  }),
  undone: () => ({
    title: 'Coupa refused the new Client secret, so the one before is in use again',
    happened: 'Coupa accepted the one before, and the token was renewed with it. No refresh token was lost.',
    why: 'The new one had been accepted before the switch. Most likely it was changed in Coupa once more.',
    steps: [
      'Open **Change the Client secret** on the account’s page: prove the new one again, or give it up.',
    ],
  }),
  previous: (failure) => ({
    title: 'Coupa does not accept the Client secret before the change any more',
    happened: `${answerOf(failure)} The new secret stays in use. No refresh token was spent.`,
    why: '**Regenerate** most likely ended the one before at once (inferred; Coupa documents no time in which both work).',
    steps: [
      'Go on with the new one.',
      'Is it wrong? Enter another under **Change the Client secret** when this change is over, or save it in step Credentials.',
    ],
  }),
};

const missing: Words = () => ({
  title: 'The new Client secret was not proved yet',
  happened: NOTHING_SWITCHED,
  why: 'Only a secret that Coupa has accepted takes the place of one that works.',
  steps: ['Press **Prove it** first, then **Switch**.'],
});

export function explainSecretNotProved(failure: Failure): AtlasWords {
  const { reason } = failure.facts;
  const words = typeof reason === 'string' && Object.hasOwn(BY_REASON, reason) && BY_REASON[reason];
  return you((words || missing)(failure));
}

function lengthWords(failure: Failure): string | null {
  const length = numberFact(failure, 'secretLength');
  return length === null || length === CLIENT_SECRET_LENGTH
    ? null
    : `It has ${describeLength(length, CLIENT_SECRET_LENGTH)}`;
}
