import { idsIn } from './named-ids.ts';
import type { TestResult } from './read-results.ts';
import type { Requirement } from './requirement.ts';

export interface Judged {
  requirement: Requirement;
  /** Titles of the tests that carry the id, each once though it may run on two databases. */
  titles: string[];
  verdict: 'passing' | 'failing' | 'no test';
}

/** Lays the results beside the requirements: one that no test carries has no test, and one failing test is enough to fail it. */
export function judge(requirements: Requirement[], results: TestResult[]): Judged[] {
  const carried = new Map<string, TestResult[]>();
  for (const result of results) {
    for (const id of idsIn(result.title)) carried.set(id, [...(carried.get(id) ?? []), result]);
  }
  return requirements.map((requirement) => {
    const found = carried.get(requirement.id) ?? [];
    const verdict =
      found.length === 0 ? 'no test' : found.every(({ hasPassed }) => hasPassed) ? 'passing' : 'failing';
    return { requirement, titles: [...new Set(found.map(({ title }) => title))], verdict };
  });
}
