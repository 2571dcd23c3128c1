import { listAsCode, listEveryCode } from '@/lib/coupa/marked';
import { clientsLink, type Finding, type JudgedFacts } from '@/lib/validation/findings/finding';

export function findMissingScopes({ scopes, instanceUrl }: JudgedFacts): Finding | null {
  const missing = scopes.filter(({ result }) => result === 'missing').map(({ scope }) => scope);
  if (missing.length === 0) return null;
  const [was, is] = missing.length === 1 ? ['it was', 'is'] : ['they were', 'are'];
  return {
    sentence: `The token lacks ${listAsCode(missing)}: ${was} requested and ${is} not ticked on the client.`,
    fixer: 'coupa-admin',
    steps: [
      `${clientsLink(instanceUrl)} and choose Edit.`,
      `Tick ${listEveryCode(missing)} and press Save. A scope that is not in the list belongs to a module this instance does not have: take it out in step Scopes.`,
    ],
    closing: 'new-token',
  };
}
