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

function explainLimit({ id, title }: Check, { instanceUrl, grantType, scopes }: JudgedFacts): Finding {
  const sentence = `${title}.`;
  if (id === 'refresh-token' && grantType === 'authorization_code') {
    const tick = `${clientsLink(instanceUrl)}, choose Edit, tick \`offline_access\` and press Save.`;
    return scopes.some(({ scope, requested }) => scope === 'offline_access' && requested)
      ? { sentence, fixer: 'you', steps: [tick], closing: 'new-token' }
      : {
          sentence,
          fixer: 'you',
          steps: [tick, 'Tick `offline_access` in step Scopes.'],
          closing: 'new-scopes',
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
    return { sentence, fixer: 'you', steps, closing: 'new-scopes' };
  }
  if (id === 'clocks') {
    const steps = ['Set the clock of the machine that runs this wizard, best by NTP.'];
    return { sentence, fixer: 'operator', steps, closing: 'validate-again' };
  }
  return { sentence, fixer: 'nobody', steps: [], closing: 'none' };
}
