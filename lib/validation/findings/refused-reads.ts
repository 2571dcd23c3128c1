import { listAsCode } from '@/lib/coupa/marked';
import {
  clientsLink,
  type Finding,
  type JudgedFacts,
  scopesLink,
  scopesOfChecks,
  triedReads,
} from '@/lib/validation/findings/finding';
import type { Check } from '@/lib/validation/report';

export function findRefusedReads(facts: JudgedFacts): Finding | null {
  const refused = triedReads(facts).filter(({ code }) => code === 'scope_refused');
  return refused.length === 0 ? null : explainRefusedReads(facts, refused);
}

/** A 403 with the scope in the token points at the role; without knowing the token's scopes it may be either. */
export function explainRefusedReads(facts: JudgedFacts, refused: readonly Check[]): Finding {
  const { instanceUrl, grantType } = facts;
  const scopes = scopesOfChecks(refused);
  const names = listAsCode(scopes);
  const user =
    grantType === 'client_credentials'
      ? 'the user behind the client (its Login)'
      : 'the person who authorised';
  const isGranted = facts.scopes.some(({ scope, granted }) => scope === scopes[0] && granted);
  const ticked = `${clientsLink(instanceUrl)} and see that ${names} ${scopes.length === 1 ? 'is' : 'are'} ticked.`;
  return {
    sentence: isGranted
      ? `Coupa refuses to read with ${names} although the token carries ${scopes.length === 1 ? 'it' : 'them'}: the role of ${user} explains that.`
      : `Coupa refuses to read with ${names}: the scope is not on the client, or the role of ${user} does not allow it.`,
    fixer: 'coupa-admin',
    steps: [
      ...(isGranted ? [] : [ticked]),
      `${scopesLink(instanceUrl)}, choose ${names} and compare the permissions there with the role of ${user}.`,
    ],
    closing: isGranted ? 'validate-again' : 'new-token',
  };
}
