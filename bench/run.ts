import '../test/alias.ts';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import makeRunFolder from '../test/run-folder.ts';
import { measureCallback } from './callback-time.ts';
import { measureFirstLoads } from './first-load.ts';
import type { Row } from './measure.ts';
import { printTable } from './print-table.ts';
import { buildFloor } from './start-floor.ts';
import { measureStart } from './start-time.ts';
import { measureTokenReads } from './token-reads.ts';

/**
 * `npm run bench`, or `npm run bench -- B1 B2` for some: ratios against floors measured in the same run, on a built tree.
 * B1, B2 and B7 run product code in this process, which the aliases above let them find.
 */
const BENCHES: [id: string, measure: (floorFolder: string) => Promise<Row[]>][] = [
  ['B1', async () => (await import('./renewals.ts')).measureRenewals()],
  ['B2', async () => (await import('./growth.ts')).measureGrowth()],
  ['B3', measureTokenReads],
  ['B4', measureCallback],
  ['B5', measureFirstLoads],
  ['B6', measureStart],
  ['B7', async () => (await import('./validation-time.ts')).measureValidation()],
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((id) => !BENCHES.some(([known]) => known === id));
if (unknown !== undefined) {
  console.error(`There is no ${unknown}. There are ${BENCHES.map(([id]) => id).join(', ')}.`);
  process.exit(2);
}
// Also after a bench that failed: a hundred thousand accounts are 1.4 GB.
process.on('exit', makeRunFolder());
const rows: Row[] = [];
const NEED_FLOOR = ['B3', 'B4', 'B5', 'B6'];
const isWanted = (id: string) => wanted.length === 0 || wanted.includes(id);
const floorFolder = NEED_FLOOR.some(isWanted) ? buildFloor() : '';
for (const [id, measure] of BENCHES) {
  if (!isWanted(id)) continue;
  console.log(`${id}…`);
  rows.push(...(await measure(floorFolder)));
}
if (floorFolder !== '') rmSync(floorFolder, { recursive: true, force: true });
console.log(`\n${printTable(rows)}\n`);
mkdirSync('bench/results', { recursive: true });
const memoryGigabytes = Math.round(totalmem() / 2 ** 30);
const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model, memoryGigabytes };
console.log(`Measured on: ${JSON.stringify(machine)}`);
writeFileSync('bench/results/latest.json', `${JSON.stringify({ machine, rows }, null, 2)}\n`);
