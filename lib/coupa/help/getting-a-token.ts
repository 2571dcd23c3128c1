import type { HelpEntry } from './entry';

const PORTAL_PAGE = 'SnapLogic: Application Configuration in Coupa Portal for OAuth2 Account';

/** Authorize was pressed, here or in SnapLogic, and no token came. */
export const GETTING_A_TOKEN: readonly HelpEntry[] = [
  {
    id: 'failed-authentication',
    title: 'Client ID or Client secret is refused',
    symptoms: [
      'The Client ID is invalid or you must have provided multiple credentials. Failed authentication.',
      'invalid_client',
      '401',
    ],
    why: 'SnapLogic’s page names a wrong Client secret as the reason. The secret was cut, has a blank or a line break at its end, belongs to another instance, was regenerated, or the client is inactive; Coupa’s answer is the same for all of them, which is inferred for the last two.',
    fixer: 'you',
    fixerWords: 'You, with the right Client secret. The Coupa administrator if the client is inactive.',
    steps: [
      'Open the client in Coupa and compare the last four characters of **Identifier** with the Client ID.',
      'Press **Show/Hide** and copy the whole **Secret**: 64 characters. Leave **Regenerate** alone.',
      'See that **Active** is Yes.',
    ],
    certainty: 'several',
    source: `${PORTAL_PAGE}; SnapLogic: Coupa OAuth2 Account; Rossum’s code for the status`,
  },
  {
    id: 'invalid-scope',
    title: 'The scopes are refused',
    symptoms: ['Invalid Scope', 'invalid_scope', '400'],
    why: 'The scopes have commas between them, one is misspelt, or one is not ticked on the client. One is enough for Coupa to refuse all.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the client; or you, by asking for less.',
    steps: [
      'Separate the scopes by blanks. The client’s page in Coupa shows commas: take them out.',
      'Tick on the client, when creating it or later under Edit, every scope that is asked for.',
      'Paste the list in step **Scopes** here: it names what is misspelt.',
    ],
    certainty: 'coupa',
    source: `${PORTAL_PAGE}; Coupa: Set up an OpenID Connect client; Fivetran’s troubleshooting page`,
  },
  {
    id: 'failed-to-validate',
    title: 'SnapLogic says that the account is not valid',
    symptoms: ['Failed to validate Account'],
    why: 'A parameter of the endpoint is wrong: the address of the token endpoint, the name `scope`, or the scopes themselves.',
    fixer: 'you',
    fixerWords: 'You, in SnapLogic’s dialog.',
    steps: [
      'Compare each field with the configuration on the account’s page here, best by its **Copy** buttons.',
      '**OAuth2 Token** is the address of the token endpoint and ends in `/oauth2/token`.',
      'Press **Authorize** before **Validate**.',
    ],
    certainty: 'one',
    source: PORTAL_PAGE,
  },
  {
    id: 'wrong-grant',
    title: 'The client was made for another grant type',
    symptoms: ['unauthorized_client'],
    why: 'In Coupa the grant type belongs to the client. The system that asks uses another one.',
    fixer: 'you',
    fixerWords: 'You, in step Grant type; or the Coupa administrator, with a new client.',
    steps: [
      'Read **Grant Type** on the client’s page in Coupa.',
      'Choose the same in step **Grant type**, or have a second client made.',
    ],
    certainty: 'one',
    source: 'Workato: Coupa connection; the code is that of RFC 6749',
  },
  {
    id: 'wrong-domain',
    title: 'The address of the instance is not found',
    symptoms: ['ENOTFOUND', 'This site can’t be reached'],
    why: 'Customers are at `coupahost.com`, partners and demo instances at `coupacloud.com`; or the first part is misspelt.',
    fixer: 'you',
    fixerWords: 'You, in step Client.',
    steps: ['Copy the address from the browser in which Coupa is open into **Instance URL**.'],
    certainty: 'several',
    source: 'Coupa: OAuth 2.0 getting started; several connectors',
  },
  {
    id: 'no-refresh-token',
    title: 'No refresh token comes',
    symptoms: [],
    why: '`offline_access` is not ticked on the client or was not asked for; both are needed. Client credentials never gets one.',
    fixer: 'you',
    fixerWords: 'You, in step Scopes, and the Coupa administrator on the client.',
    steps: [
      'Tick `offline_access` on the client in Coupa and in step **Scopes**.',
      'Press **Authorize** again: a token keeps what it was made with.',
    ],
    certainty: 'one',
    source: PORTAL_PAGE,
  },
];
