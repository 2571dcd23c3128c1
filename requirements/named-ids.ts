import { globSync, readFileSync } from 'node:fs';

const TESTS = ['**/*.test.{ts,tsx}', 'e2e/**/*.walk.ts'];
const ID = /\[((?:ASVS|RFC9700|OIDF)-[\w.-]+)\]/g;

/** Requirement ids in a title, or in any other text. */
export const idsIn = (text: string): string[] => [...text.matchAll(ID)].map(([, id = '']) => id);

/** Every id that the sources of the tests name, with the files that do. */
export function namedIds(): Map<string, string[]> {
  const files = globSync(TESTS, { exclude: ['node_modules/**', '.next/**'] });
  if (files.length < 50) throw new Error(`Only ${files.length} test files were found.`);
  const named = new Map<string, string[]>();
  for (const file of files) {
    for (const id of new Set(idsIn(readFileSync(file, 'utf8'))))
      named.set(id, [...(named.get(id) ?? []), file]);
  }
  return named;
}
