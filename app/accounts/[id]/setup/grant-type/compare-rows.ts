import type { ClientProof, GrantType } from '@/lib/accounts/schema';
import { GRANT_CHOICES, GRANT_SCENARIOS } from '@/lib/coupa/grant-scenarios';
import { OFFLINE_ACCESS_RULES } from '@/lib/coupa/offline-access';

export interface CompareRow {
  question: string;
  answers: string[];
}

/** The scenario table with the rule of `offline_access` below it, as data of the page. */
export function compareRows(): CompareRow[] {
  const scenarios = GRANT_SCENARIOS.map(({ question, answers }) => ({
    question,
    answers: GRANT_CHOICES.map(({ id }) => answers[id]),
  }));
  const rules = GRANT_CHOICES.map(({ grantType, clientProof }) => findRule(grantType, clientProof));
  return [
    ...scenarios,
    { question: 'Without offline_access', answers: rules.map((rule) => rule?.without ?? '') },
    { question: 'With offline_access', answers: rules.map((rule) => rule?.with ?? '') },
  ];
}

const findRule = (grantType: GrantType, clientProof: ClientProof) =>
  OFFLINE_ACCESS_RULES.find((rule) => rule.grantType === grantType && rule.clientProof === clientProof);
