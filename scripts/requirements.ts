import { spawnSync } from 'node:child_process';
import { ASVS } from '../requirements/asvs.ts';
import { judge } from '../requirements/judge.ts';
import { namedIds } from '../requirements/named-ids.ts';
import { OIDF } from '../requirements/oidf.ts';
import {
  readUnitResults,
  readWalkResults,
  UNIT_RESULTS,
  WALK_RESULTS,
} from '../requirements/read-results.ts';
import { RFC9700 } from '../requirements/rfc9700.ts';

/**
 * The table requirement → tests → result, from a test run.
 * `--names` only reads the sources: no row without a test, no test with an id that is not in the list.
 * `--reports` reads the results that `npm test` has just written; without it the tests are run first.
 */
const ALL = [...RFC9700, ...ASVS, ...OIDF];
const [mode] = process.argv.slice(2);

if (mode === '--names') checkNames();
else {
  if (mode !== '--reports') runTests();
  printTable();
}

function checkNames() {
  const named = namedIds();
  const known = new Set(ALL.map(({ id }) => id));
  const missing = ALL.filter(({ id }) => !named.has(id));
  const unknown = [...named].filter(([id]) => !known.has(id));
  for (const { id, words } of missing) console.error(`No test carries ${id}: ${words}`);
  for (const [id, files] of unknown) console.error(`${id} is no requirement: ${files.join(', ')}`);
  console.log(`Requirements: ${ALL.length}, with a test: ${ALL.length - missing.length}`);
  if (missing.length + unknown.length > 0) process.exit(1);
}

/** A failing test must not keep the table from being printed. */
function runTests() {
  for (const [command = '', ...args] of [
    ['vitest', 'run'],
    ['node', 'scripts/build.ts'],
    ['playwright', 'test'],
  ])
    spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, TZ: 'Asia/Kathmandu' } });
}

function printTable() {
  const judged = judge(ALL, [...readUnitResults(UNIT_RESULTS), ...readWalkResults(WALK_RESULTS)]);
  for (const { requirement, titles, verdict } of judged) {
    console.log(`${requirement.id} · ${requirement.source} · ${requirement.words} · ${verdict}`);
    for (const title of titles) console.log(`    ${title}`);
  }
  const tested = judged.filter(({ verdict }) => verdict !== 'no test').length;
  const passing = judged.filter(({ verdict }) => verdict === 'passing').length;
  console.log(`requirements ${judged.length}, tested ${tested}, passing ${passing}`);
  if (passing < judged.length) process.exit(1);
}
