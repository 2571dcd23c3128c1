import { countOf } from '@/lib/coupa/marked';
import {
  clientsLink,
  type Finding,
  type JudgedFacts,
  triedReads,
  workingReads,
} from '@/lib/validation/findings/finding';
import { fixerOfChecks } from '@/lib/validation/findings/fixer-of-checks';
import { explainRefusedReads } from '@/lib/validation/findings/refused-reads';
import type { Check } from '@/lib/validation/report';

const AUTHORIZE_AGAIN = 'Go to step Credentials and choose **Re-authorize** for a new token.';

/** Why the token cannot be called usable at all, or null when it can. */
export function findUnusableToken(facts: JudgedFacts): Finding | null {
  const tried = triedReads(facts);
  const rejected = tried.filter(({ code }) => code === 'token_rejected');
  if (facts.checks.some(({ id, state }) => id === 'lifetime' && state === 'failed')) return expired;
  if (facts.checks.some(({ id, state }) => id === 'consenter' && state === 'failed')) return someoneElses;
  if (tried.length === 0 || workingReads(facts).length > 0) return null;
  if (rejected.length > 0) return rejectedToken(facts);
  if (facts.cancelled) return null;
  return nothingRead(facts, tried);
}

const expired: Finding = {
  sentence: 'The token has expired, so nothing was called with it.',
  fixer: 'you',
  steps: [AUTHORIZE_AGAIN],
  closing: 'none',
};

const someoneElses: Finding = {
  sentence: 'The token speaks for somebody else than the person who signed in, so nothing was read with it.',
  fixer: 'you',
  steps: [AUTHORIZE_AGAIN],
  closing: 'none',
};

const rejectedToken = ({ instanceUrl }: JudgedFacts): Finding => ({
  sentence: 'Coupa does not accept the token: calls with it are answered `401`.',
  fixer: 'you',
  steps: [
    AUTHORIZE_AGAIN,
    `If Coupa rejects that one too: ${clientsLink(instanceUrl)} and see that Active is Yes.`,
  ],
  closing: 'none',
});

function nothingRead(facts: JudgedFacts, tried: readonly Check[]): Finding {
  const refused = tried.filter(({ code }) => code === 'scope_refused');
  if (refused.length > 0) {
    const sentence = `Coupa knows the token, but none of ${countOf(tried.length, 'read')} was allowed.`;
    return { ...explainRefusedReads(facts, refused), sentence };
  }
  const isExplained = tried.some(({ code }) => code);
  return {
    sentence: `The token could not be proven: none of ${countOf(tried.length, 'read')} brought an answer that counts.`,
    fixer: fixerOfChecks(tried),
    steps: isExplained
      ? ['The lines below say what came instead.']
      : ['See that the modules below belong to this instance.'],
    closing: 'validate-again',
  };
}
