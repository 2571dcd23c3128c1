import type { Certainty } from '@/lib/coupa/rules';
import type { MarkedText } from '@/lib/validation/report';

export interface Question {
  id: string;
  question: string;
  answer: MarkedText[];
  certainty: Certainty;
  source: string;
}

const SNAPLOGIC = 'SnapLogic: Application Configuration in Coupa Portal for OAuth2 Account';

/** The five questions of SnapLogic's page first; its titles are hidden in every copy we found, so they are in our words. */
export const FAQ = [
  {
    id: 'own-application',
    question: 'Do I need an application of my own in Coupa?',
    answer: [
      'Yes. Each instance of Coupa needs a client that you create there; its Identifier and Secret are what the account uses as Client ID and Client secret. There is no client that SnapLogic brings along.',
    ],
    certainty: 'one',
    source: SNAPLOGIC,
  },
  {
    id: 'token-lifetime',
    question: 'How long does a token last, and can that be changed?',
    answer: [
      'An access token lasts 24 hours. No way to change that is known. Coupa advises to get a new one every 20 hours, before the old one ends.',
      'A refresh token needs `offline_access` in two places: ticked on the client and asked for in the authorization request. It lasts 90 days; then a person signs in again. Client credentials never gets one and needs none, because a new token can be asked for at any time.',
    ],
    certainty: 'coupa',
    source: 'Coupa: OpenID Connect Clients; Set up an OpenID Connect client',
  },
  {
    id: 'which-scopes',
    question: 'Which scopes are needed?',
    answer: [
      'None is mandatory, but Coupa saves no client without at least one. Choose by what the account has to do: the scopes decide what it may read and change, and nothing else does.',
      'Writing does not include reading. An account that changes invoices and looks at them first needs both `core.invoice.write` and `core.invoice.read`.',
    ],
    certainty: 'several',
    source: `${SNAPLOGIC}; Coupa: OpenID Connect Clients`,
  },
  {
    id: 'old-token',
    question: 'Does a new token end the old one?',
    answer: [
      'No. Several tokens of one client are valid side by side, each until its own 24 hours are over. SnapLogic’s answer begins with “No” and has lost its verb; that several tokens work together is what shipped connectors rely on. Coupa does not promise it.',
    ],
    certainty: 'several',
    source: `${SNAPLOGIC}; connectors of ConductorOne, PostHog and IBM by their practice`,
  },
  {
    id: 'revoke',
    question: 'Can a token be revoked?',
    answer: [
      'Not by itself: no address for revoking tokens is found in Coupa’s documentation. Making the client inactive, or **Regenerate** on its page, stops new tokens; whether tokens that are out already end with it is written nowhere.',
    ],
    certainty: 'one',
    source: SNAPLOGIC,
  },
  {
    id: 'authorization-code-in-snaplogic',
    question: 'Can SnapLogic’s Coupa OAuth2 Account use authorization code?',
    answer: [
      'SnapLogic’s page contradicts itself: its steps name both grant types, its table and a note name client credentials only, and the fields of the account have no place for a refresh token. So take it as a no.',
      'What works: the Coupa Dynamic OAuth2 Account with a token from this service, or a REST OAuth2 Account in SnapLogic, whose own callback address then has to stand in Redirect URIs of the client.',
    ],
    certainty: 'inferred',
    source: 'SnapLogic: Coupa OAuth2 Account; Application Configuration in Coupa Portal, versions 4 to 36',
  },
  {
    id: 'commas',
    question: 'Why does Coupa refuse scopes that I copied from its own page?',
    answer: [
      'The page of a client lists its scopes with commas. A token request takes them with blanks only; a comma makes the whole list invalid. Paste them in step Scopes: commas are taken out there.',
    ],
    certainty: 'coupa',
    source: 'Coupa: Set up an OpenID Connect client',
  },
  {
    id: 'one-scope-spoils-all',
    question: 'Why does one missing scope spoil the whole request?',
    answer: [
      'Coupa does not give a token with fewer scopes than were asked for: when one of them is not ticked on the client it answers `invalid_scope` and gives none. A request without `scope` returns a token with all scopes of the client, which is how this service finds out what is really ticked.',
    ],
    certainty: 'several',
    source: 'Fivetran’s troubleshooting page; Rossum’s and PostHog’s code',
  },
  {
    id: 'secret-again',
    question: 'Can I see the Secret again later?',
    answer: [
      'Yes, with **Show/Hide** on the page of the client. **Regenerate** makes a new one; everything that uses the old one then fails at its next token. Here you enter the new one with **replace** at **Client secret** on the account’s page.',
    ],
    certainty: 'several',
    source: 'Screenshots of Rossum and Moveworks; the effect of Regenerate is inferred',
  },
  {
    id: 'api-keys',
    question: 'Do API keys (X-COUPA-API-KEY) still work?',
    answer: [
      'No. New customers have had OAuth only since January 2022, and since January 2023 keys are no longer supported. Make a client instead and revoke keys of your own under Setup > API Keys.',
    ],
    certainty: 'coupa',
    source: 'Coupa: API key deprecation FAQ; OAuth 2.0 transition guide',
  },
] as const satisfies readonly Question[];
