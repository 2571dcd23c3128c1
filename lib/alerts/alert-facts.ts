/**
 * What an alert knows besides its kind, kept as it was when it was raised: no secret, no token. Instants are ISO 8601.
 * Every alert of an account has `label` and `instance`. `failed`: `state`, `since`, `code`, `title`, `happened`, `fixer`, `steps`,
 * and where they are known `nextTryAt`, `tokenEndsAt`, `because`. `recovered`: `state`, `since`, `was`, `toldAt`. `reminder`: `endsAt`, `daysLeft`.
 */
export type AlertFacts = Record<string, string | number | string[]>;

export function textFact(facts: AlertFacts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberFact(facts: AlertFacts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' ? value : null;
}

export function listFact(facts: AlertFacts, name: string): string[] {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
}
