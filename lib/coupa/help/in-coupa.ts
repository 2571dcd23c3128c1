import type { HelpEntry } from './entry';

const PORTAL_PAGE = 'SnapLogic: Application Configuration in Coupa Portal for OAuth2 Account';

/** Troubles on Coupa's own pages, which never reach this service. */
export const IN_COUPA: readonly HelpEntry[] = [
  {
    id: 'login-taken',
    title: 'Coupa does not save the client: the Login is taken',
    symptoms: ['Login has already been taken'],
    why: 'A client of type client credentials brings an API user with it, and its Login must be unique in the instance. Coupa prints the same words when a user’s Login is taken, so users count as well; that they do is inferred.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the form that is still open.',
    steps: [
      'Type another **Login**, for example with the system and the environment in it: `ledger-test-api`.',
      'Step **Grant type** proposes others: choose **Propose another** there, so that both show the same.',
      'Press **Save** again.',
    ],
    certainty: 'several',
    source: `${PORTAL_PAGE}; Coupa: sample requests for users`,
  },
  {
    id: 'scopes-blank',
    title: 'Coupa does not save the client: no scope is ticked',
    symptoms: ['Scopes can’t be blank', 'Name can’t be blank'],
    why: 'A client needs at least one scope. The exact words are in no source; these are how such messages usually read in Coupa.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the form that is still open.',
    steps: ['Tick the scopes of step **Scopes** and press **Save** again.'],
    certainty: 'inferred',
    source: `${PORTAL_PAGE}: at least one scope; wording inferred`,
  },
  {
    id: 'no-setup',
    title: 'Setup or Integrations is missing in Coupa’s menu',
    symptoms: [],
    why: 'Only an administrator who may set up integrations sees that part. Coupa calls the role “integrations-enabled”.',
    fixer: 'coupa-admin',
    fixerWords: 'A Coupa administrator with that role, or one who can give it.',
    steps: [
      'Ask who looks after integrations in your Coupa, and let that person create the client.',
      'Then enter its Identifier and Secret in step **Credentials** here.',
    ],
    certainty: 'coupa',
    source: 'Coupa: OAuth 2.0 getting started',
  },
  {
    id: 'scope-not-listed',
    title: 'A scope is not in the list on Coupa’s form',
    symptoms: [],
    why: 'Which scopes an instance has depends on its release and licences. Clients of the Supplier Portal and of Contingent Workforce are not made in Core at all.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator knows which modules the instance has.',
    steps: [
      'Look at `/oauth2/scopes` of your instance: that list is the truth.',
      'Take the scope out in step **Scopes** if it is not there.',
    ],
    certainty: 'coupa',
    source: 'Coupa: OpenID Connect Clients; swagger files by module',
  },
  {
    id: 'only-in-test',
    title: 'It works in test and not in production',
    symptoms: [],
    why: 'Clients belong to one instance. A client made in test does not exist in production, with its ID and Secret as little as with its scopes.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, in the other instance.',
    steps: ['Create a client in the other instance as well, and make a second account here for it.'],
    certainty: 'coupa',
    source: 'Coupa: OAuth 2.0 transition guide',
  },
];
