import type { HelpEntry } from './entry';

/** Authorization code: somewhere between Coupa's sign-in and the way back. */
export const SIGNING_IN: readonly HelpEntry[] = [
  {
    id: 'redirect-mismatch',
    title: 'Coupa shows an error instead of its permission page',
    symptoms: ['redirect_uri mismatch', 'invalid_request'],
    why: 'The redirect URI is not among those of the client, character by character. Coupa then keeps the browser, so this service learns nothing of it. The wording is that of the library which Coupa seems to use.',
    fixer: 'coupa-admin',
    fixerWords: 'The Coupa administrator, on the client.',
    steps: [
      'Copy **Redirect URI** from step **Credentials** here.',
      'Open the client in Coupa, choose Edit, paste it into **Redirect URIs** without quotes; several are separated by commas. Press **Save**.',
      'Press **Authorize** again here.',
    ],
    certainty: 'inferred',
    source: 'Moveworks’ screenshot of the form; the library rack-oauth2',
  },
  {
    id: 'not-found-at-redirect',
    title: 'A 404 comes after signing in',
    symptoms: ['404', 'The page you were looking for doesn’t exist'],
    why: 'The person who signed in is not a Coupa administrator, or the address of the instance has a path such as `/session/new` behind it. Coupa describes both for Okta.',
    fixer: 'you',
    fixerWords: 'You, or an administrator of Coupa who signs in instead.',
    steps: [
      'Enter only the address of the instance in the other system. Here the rest is taken off by itself.',
      'Let an administrator sign in and press **Allow**.',
    ],
    certainty: 'coupa',
    source: 'Coupa: Set up Okta user provisioning with OAuth 2.0',
  },
  {
    id: 'sso',
    title: 'The company sign-in appears and does not lead back',
    symptoms: [],
    why: 'The instance sends people to a company sign-in (SSO). When that forgets where the person came from, Coupa’s start page appears and the permission page does not.',
    fixer: 'you',
    fixerWords: 'You, by signing in first. The people who run the company sign-in if that does not help.',
    steps: [
      'Sign in to Coupa in another tab of the same browser.',
      'Then press **Authorize** here: the permission page comes at once.',
    ],
    certainty: 'inferred',
    source: 'How company sign-in works in general; no source about Coupa',
  },
  {
    id: 'denied',
    title: 'Deny was pressed',
    symptoms: ['access_denied'],
    why: 'Somebody pressed **Deny** on Coupa’s page, so no token was made and nothing was changed.',
    fixer: 'you',
    fixerWords: 'You, or whoever signs in.',
    steps: [
      'Take scopes out in step **Scopes** if some of the permissions are not wanted.',
      'Press **Authorize** again, and **Allow** in Coupa.',
    ],
    certainty: 'one',
    source: 'Moveworks’ screenshot of the permission page; RFC 6749',
  },
];
