import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureCallback } from './callback-time.ts';
import { measureFirstLoads } from './first-load.ts';
import type { Row } from './measure.ts';
import { printTable } from './print-table.ts';
import { buildFloor } from './start-floor.ts';
import { measureStart } from './start-time.ts';
import { measureTokenReads } from './token-reads.ts';

/** `npm run bench`, or `npm run bench -- B4` for one: ratios against floors measured in the same run, on a built tree. */
const BENCHES: [id: string, measure: (floorFolder: string) => Promise<Row[]>][] = [
  ['B3', measureTokenReads],
  ['B4', measureCallback],
  ['B5', measureFirstLoads],
  ['B6', measureStart],
];

const wanted = process.argv.slice(2);
const rows: Row[] = [];
const floorFolder = buildFloor();
for (const [id, measure] of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  console.log(`${id}…`);
  rows.push(...(await measure(floorFolder)));
}
rmSync(floorFolder, { recursive: true, force: true });
console.log(`\n${printTable(rows)}\n`);
mkdirSync('bench/results', { recursive: true });
const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
writeFileSync('bench/results/latest.json', `${JSON.stringify({ machine, rows }, null, 2)}\n`);
