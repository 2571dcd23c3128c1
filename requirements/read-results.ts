import { readFileSync } from 'node:fs';

export interface TestResult {
  title: string;
  hasPassed: boolean;
}

export const UNIT_RESULTS = '.test-reports/unit.json';
export const WALK_RESULTS = '.test-reports/walks.json';

interface UnitReport {
  testResults: { assertionResults: { fullName: string; status: string }[] }[];
}

/** Results of vitest's JSON reporter. A skipped test has not passed. */
export function readUnitResults(file: string): TestResult[] {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as UnitReport;
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, hasPassed: status === 'passed' })),
  );
}

interface Suite {
  suites?: Suite[];
  specs?: { title: string; ok: boolean; tests: { results: { status: string }[] }[] }[];
}

/** Results of Playwright's JSON reporter. */
export function readWalkResults(file: string): TestResult[] {
  const read = ({ suites = [], specs = [] }: Suite): TestResult[] => [
    ...specs.map(({ title, tests }) => ({
      title,
      hasPassed: tests.every(({ results }) => results.at(-1)?.status === 'passed'),
    })),
    ...suites.flatMap(read),
  ];
  return read(JSON.parse(readFileSync(file, 'utf8')) as Suite);
}
