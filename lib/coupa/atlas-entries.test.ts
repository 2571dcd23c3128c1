import { expect, it } from 'vitest';
import { ATLAS_ENTRIES } from '@/lib/coupa/atlas-entries';
import { GRANT_CHOICES, GRANT_SCENARIOS } from '@/lib/coupa/grant-scenarios';
import { PREREQUISITES } from '@/lib/coupa/prerequisites';
import { FAQ } from '@/lib/coupa/questions';

const SEED_ERRORS = [
  'The Client ID is invalid or you must have provided multiple credentials. Failed authentication.',
  'Invalid Scope',
  'Failed to validate Account',
  'Login has already been taken',
];

it.each(SEED_ERRORS)('the documented error “%s” is explained', (symptom) => {
  expect(ATLAS_ENTRIES.filter(({ symptoms }) => symptoms.includes(symptom))).toHaveLength(1);
});

it('each trouble says why, who and how, by whom we know, once', () => {
  expect(new Set(ATLAS_ENTRIES.map(({ id }) => id)).size).toBe(ATLAS_ENTRIES.length);
  for (const { id, title, why, fixerWords, steps, source } of ATLAS_ENTRIES) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    for (const text of [why, fixerWords, ...steps]) expect(text).toMatch(/[.…]$/);
    expect(title).not.toMatch(/\.$/);
    expect(steps.length).toBeGreaterThan(0);
    expect(source).not.toBe('');
  }
});

it('the five documented questions come first; the answer about old tokens has its verb', () => {
  expect(FAQ.slice(0, 5).map(({ id }) => id)).toEqual([
    'own-application',
    'token-lifetime',
    'which-scopes',
    'old-token',
    'revoke',
  ]);
  expect(FAQ[3].answer[0]).toMatch(/^No\. Several tokens of one client are valid side by side/);
  expect(FAQ[3].answer[0]).toContain('Coupa does not promise it');
  expect(new Set(FAQ.map(({ id }) => id)).size).toBe(FAQ.length);
});

it('every question of the scenario table is answered for every choice', () => {
  for (const { answers } of GRANT_SCENARIOS) {
    expect(Object.keys(answers)).toEqual(GRANT_CHOICES.map(({ id }) => id));
    expect(Object.values(answers).every((answer) => answer.endsWith('.'))).toBe(true);
  }
});

it('the documented prerequisites are there', () => {
  expect(PREREQUISITES.map(({ id }) => id)).toEqual(expect.arrayContaining(['administrator', 'instance']));
});
