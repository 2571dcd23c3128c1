import type { GrantType } from '@/lib/accounts/schema';
import type { Check, Fixer, MarkedText, ScopeOutcome } from '@/lib/validation/report';

/** What a verdict is judged by. */
export interface JudgedFacts {
  checks: readonly Check[];
  scopes: readonly ScopeOutcome[];
  cancelled: boolean;
  instanceUrl: string;
  grantType: GrantType;
}

/** One reason why a token is not simply validated. */
export interface Finding {
  sentence: MarkedText;
  fixer: Fixer;
  steps: MarkedText[];
  /** What the fixer does last. A token keeps the scopes it was made with, so some repairs need a new one. */
  closing: 'new-token' | 'new-scopes' | 'validate-again' | 'none';
}

export const clientsLink = (instanceUrl: string) =>
  `[Open the client in Coupa](${instanceUrl}/oauth2/clients)`;
export const scopesLink = (instanceUrl: string) => `[Open the scopes in Coupa](${instanceUrl}/oauth2/scopes)`;

export const CLOSING_STEPS: Record<Finding['closing'], MarkedText[]> = {
  'new-token': [
    'Come back to step Credentials and choose **Re-authorize**: a token keeps the scopes it was made with, so a new one is needed.',
  ],
  // After a change in step Scopes the token fits no more, and the button is called Authorize.
  'new-scopes': [
    'Press **Continue** there and then **Authorize**: a token keeps the scopes it was made with, so a new one is needed.',
  ],
  'validate-again': ['Come back and choose **Validate again**.'],
  none: [],
};

/** Checks that called the API and have an answer or a failure to show. */
export const triedReads = ({ checks }: JudgedFacts) =>
  checks.filter(({ id, state }) => id.startsWith('read:') && state !== 'not-tried' && state !== 'running');

export const workingReads = (facts: JudgedFacts) =>
  triedReads(facts).filter(({ state }) => state === 'passed');

/** The scopes behind checks, without the prefix of their ids. */
export const scopesOfChecks = (checks: readonly Check[]) => checks.map(({ id }) => id.slice('read:'.length));
