import type { ClientProof, GrantType } from '@/lib/accounts/schema';
import type { Certainty } from '@/lib/coupa/rules';

export interface GrantScenario {
  /** One column of the table: a grant type, and for authorization code how the client proves itself. */
  id: 'client-credentials' | 'shared-secret' | 'pkce';
  grantType: GrantType;
  clientProof: ClientProof;
  title: string;
}

export const GRANT_CHOICES = [
  {
    id: 'client-credentials',
    grantType: 'client_credentials',
    clientProof: 'shared_secret',
    title: 'Client credentials',
  },
  {
    id: 'shared-secret',
    grantType: 'authorization_code',
    clientProof: 'shared_secret',
    title: 'Authorization code, Shared secret',
  },
  { id: 'pkce', grantType: 'authorization_code', clientProof: 'pkce', title: 'Authorization code, PKCE' },
] as const satisfies readonly GrantScenario[];

export type GrantChoiceId = (typeof GRANT_CHOICES)[number]['id'];

export interface GrantScenarioRow {
  question: string;
  answers: Record<GrantChoiceId, string>;
  certainty: Certainty;
}

/** Questions down, choices across. */
export const GRANT_SCENARIOS = [
  {
    question: 'When is it used?',
    answers: {
      'client-credentials': 'Two systems talk to each other and no person is involved. The usual choice.',
      'shared-secret': 'The account acts for a person, and sees what that person may see.',
      pkce: 'The same, and a code that is intercepted on its way back is worthless.',
    },
    certainty: 'several',
  },
  {
    question: 'Does a person have to agree?',
    answers: {
      'client-credentials': 'No. This service asks Coupa for the token directly.',
      'shared-secret': 'Yes. Somebody signs in to Coupa and presses Allow.',
      pkce: 'Yes. Somebody signs in to Coupa and presses Allow.',
    },
    certainty: 'coupa',
  },
  {
    question: 'Whose rights has the token?',
    answers: {
      'client-credentials': 'Those of the API user that belongs to the client’s Login, within the scopes.',
      'shared-secret': 'Those of the person who agreed, within the scopes.',
      pkce: 'Those of the person who agreed, within the scopes.',
    },
    certainty: 'one',
  },
  {
    question: 'What does Coupa return?',
    answers: {
      'client-credentials': 'An access token for 24 hours, never a refresh token.',
      'shared-secret': 'An access token for 24 hours; with offline_access also a refresh token for 90 days.',
      pkce: 'An access token for 24 hours; with offline_access also a refresh token for 90 days.',
    },
    certainty: 'one',
  },
  {
    question: 'How is it renewed?',
    answers: {
      'client-credentials': 'With the Client ID and the Client secret, at any time and without a person.',
      'shared-secret': 'With the refresh token. After 90 days, or without one, somebody signs in again.',
      pkce: 'With the refresh token. After 90 days, or without one, somebody signs in again.',
    },
    certainty: 'coupa',
  },
  {
    question: 'What does Coupa’s form ask for?',
    answers: {
      'client-credentials': 'Name, Login, Contact First Name, Contact Last Name, Contact Email.',
      'shared-secret': 'Name, Redirect URIs, and Shared secret.',
      pkce: 'Name, Redirect URIs, and PKCE.',
    },
    certainty: 'coupa',
  },
  {
    question: 'Does SnapLogic’s Coupa OAuth2 Account take it?',
    answers: {
      'client-credentials': 'Yes. It is the only grant type that SnapLogic’s page names.',
      'shared-secret': 'No. A REST OAuth2 Account, or the Dynamic account with a token from here, does.',
      pkce: 'No. The Dynamic account with a token from here does.',
    },
    certainty: 'one',
  },
] as const satisfies readonly GrantScenarioRow[];
