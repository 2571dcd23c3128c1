import { CLIENT_SECRET_LENGTH, describeLength } from '@/lib/coupa/credentials';
import { asCode } from '@/lib/coupa/marked';
import type { AtlasWords, Failure } from './entry';
import { answerOf, authorizeButton, hostOf, numberFact, openClients } from './phrases';

/**
 * Coupa uses the same words for a wrong ID, a wrong secret and, we believe, an inactive client. So the most likely cause
 * comes first, and the steps go through all of them.
 */
export function explainInvalidClient(failure: Failure): AtlasWords {
  return {
    title: 'Coupa rejected the Client ID or the Client secret',
    happened: answerOf(failure),
    why: likelyCause(failure),
    fixer: 'you',
    fixerWords:
      'You, in step Credentials. The Coupa administrator only if the client is inactive or its secret was regenerated.',
    steps: [
      `${openClients(failure)} on the same instance: ${hostOf(failure)}. A client of the test instance does not work in production, nor the other way round.`,
      `Compare the last four characters of **Identifier** with the Client ID that was sent${sentEnding(failure)}.`,
      `Press **Show/Hide** and copy the whole **Secret**, ${CLIENT_SECRET_LENGTH} characters. Leave **Regenerate** alone: it replaces the secret for everything that uses it.`,
      'See that **Active** is Yes. An inactive client is rejected in the same words.',
      ...(failure.isTokenCurrent
        ? [
            'Is only the **Secret** another one? Open the account and press **replace** at **Client secret**: the new one is proved first, and token and consent stay.',
          ]
        : []),
      `Paste both in step Credentials and press ${authorizeButton(failure)}.`,
    ],
  };
}

function likelyCause(failure: Failure): string {
  const length = numberFact(failure, 'secretLength');
  if (length !== null && length !== CLIENT_SECRET_LENGTH) {
    return `The Client secret that was sent has ${describeLength(length, CLIENT_SECRET_LENGTH)}`;
  }
  return 'Most likely the secret was cut or got a blank when it was copied, belongs to another instance, or was regenerated in Coupa since. An inactive client is rejected in the same words.';
}

/** A trace shows "ending 835e"; facts may carry the ID itself, which is public. */
function sentEnding({ trace, facts }: Failure): string {
  const sent = trace?.sent.client_id ?? (typeof facts.clientId === 'string' ? facts.clientId : '');
  const ending = /[a-z0-9]{4}$/i.exec(sent)?.[0];
  return ending ? `: ${asCode(ending)}` : '';
}
