import { listEveryCode } from '@/lib/coupa/marked';
import type { AtlasWords, Failure } from './entry';
import { answerOf, authorizeAgain, listFact, openClients, openScopes } from './phrases';

/** Coupa is all or nothing: one scope that is not ticked, or a comma, and no token comes. It does not say which. */
export function explainInvalidScope(failure: Failure): AtlasWords {
  const missing = listFact(failure, 'missingScopes');
  const asked = failure.trace?.sent.scope?.split(/\s+/).filter(Boolean) ?? listFact(failure, 'scopes');
  const tick = missing.length > 0 ? missing : asked;
  return {
    title: 'Coupa refused the requested scopes as a whole',
    happened: answerOf(failure),
    why:
      missing.length > 0
        ? `Asked for, but not ticked on the client: ${listEveryCode(missing)}. One missing scope is enough for Coupa to give none.`
        : 'At least one requested scope is not ticked on the client, is misspelt, or does not exist in this instance. One is enough for Coupa to give none, and it does not say which.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the client; or you, by asking for less in step Scopes.',
    steps: [
      `${openClients(failure)} and choose Edit.`,
      tick.length > 0
        ? `See that these are ticked, and press Save: ${listEveryCode(tick)}.`
        : 'Tick the scopes that are missing and press Save.',
      `${openScopes(failure)} to see whether this instance has a scope of that name; take it out in step Scopes if not.`,
      authorizeAgain(failure),
    ],
  };
}
