import { clientsLink, type Finding, type JudgedFacts } from '@/lib/validation/findings/finding';
import type { Check } from '@/lib/validation/report';

/** What the limited lines of the token group mean for the account. Scopes have findings of their own. */
export function findTokenLimits(facts: JudgedFacts): Finding[] {
  const isExplainedByMissing = facts.scopes.some(({ result }) => result === 'missing');
  return facts.checks
    .filter(({ group, state }) => group === 'token' && state === 'limited')
    .filter(({ id, code }) => !(isExplainedByMissing && (id === 'token-scopes' || code === 'invalid_scope')))
    .map((check) => explainLimit(check, facts));
}

function explainLimit({ id, title }: Check, { instanceUrl, grantType }: JudgedFacts): Finding {
  const sentence = `${title}.`;
  if (id === 'refresh-token' && grantType === 'authorization_code') {
    return {
      sentence,
      fixer: 'you',
      steps: [
        `${clientsLink(instanceUrl)}, choose Edit, tick \`offline_access\` and press Save.`,
        'Tick `offline_access` in step Scopes.',
      ],
      closing: 'new-token',
    };
  }
  if (id === 'token-scopes') {
    return {
      sentence,
      fixer: 'coupa-admin',
      steps: [`${clientsLink(instanceUrl)}, choose Edit, tick the scopes this account needs and press Save.`],
      closing: 'new-token',
    };
  }
  if (id === 'header-size') {
    const steps = ['Take scopes out in step Scopes, or share them between two clients.'];
    return { sentence, fixer: 'you', steps, closing: 'new-token' };
  }
  if (id === 'clocks') {
    const steps = ['Set the clock of the machine that runs this wizard, best by NTP.'];
    return { sentence, fixer: 'operator', steps, closing: 'validate-again' };
  }
  return { sentence, fixer: 'nobody', steps: [], closing: 'none' };
}
