import { listAsCode } from '@/lib/coupa/marked';
import type { AtlasEntry } from './entry';
import { answerOf, authorizeAgain, listFact, openClients, openScopes } from './phrases';

/** The API answered a call made with the token. */
export const API_WORDS = {
  token_rejected: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'Coupa does not accept the token',
      happened: answerOf(failure, 'The API'),
      why: 'The token is over (24 hours), belongs to another instance, or the client was made inactive. In its first 5 seconds a new token may be refused as well.',
      fixer: 'you',
      fixerWords: 'You, with a new token. The Coupa administrator if the new one is rejected too.',
      steps: [
        authorizeAgain(failure),
        `If that one is rejected too: ${openClients(failure)} and see that Active is Yes.`,
      ],
    }),
  },
  scope_refused: {
    httpStatus: 502,
    explain: (failure) => {
      const scopes = [...listFact(failure, 'scopes'), ...listFact(failure, 'scope')];
      const named = scopes.length > 0 ? listAsCode(scopes) : 'the scope of this object';
      return {
        title: 'Coupa refuses this read',
        happened: answerOf(failure, 'The API'),
        why: `The token works, but it lacks ${named}, or the role of the user it acts for may not read this. A scope belongs to the API that owns the object, which need not have its name.`,
        fixer: 'coupa-admin',
        fixerWords: 'The Coupa administrator, on the client or on the user’s role.',
        steps: [
          `${openClients(failure)} and see that ${named} is ticked. A token keeps the scopes it was made with: after a change a new one is needed.`,
          `${openScopes(failure)} to see which permissions stand behind it, and compare them with the role.`,
        ],
      };
    },
  },
} satisfies Record<string, AtlasEntry>;
