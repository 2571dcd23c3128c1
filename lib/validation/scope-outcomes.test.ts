import { expect, test } from 'vitest';
import type { ScopeResult } from '@/lib/validation/report';
import { listScopeOutcomes } from '@/lib/validation/scope-outcomes';

const results = new Map<string, ScopeResult>([
  ['a.read', 'works'],
  ['c.read', 'refused'],
  ['d.read', 'works'],
]);

test('requested against granted, sorted, with what reading showed', () => {
  const outcomes = listScopeOutcomes({
    requested: ['b.read', 'a.read'],
    granted: ['d.read', 'c.read', 'a.read'],
    results,
  });
  expect(outcomes).toEqual([
    { scope: 'a.read', requested: true, granted: true, result: 'works' },
    { scope: 'b.read', requested: true, granted: false, result: 'missing' },
    { scope: 'c.read', requested: false, granted: true, result: 'refused' },
    { scope: 'd.read', requested: false, granted: true, result: 'more-than-asked' },
  ]);
});

test('without knowledge of the token nothing is missing', () => {
  const outcomes = listScopeOutcomes({ requested: ['a.read', 'b.write'], granted: null, results });
  expect(outcomes).toEqual([
    { scope: 'a.read', requested: true, granted: null, result: 'works' },
    { scope: 'b.write', requested: true, granted: null, result: 'not-tried' },
  ]);
});
