import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import '../test/alias.ts';

/** `npm run scale`: measures the rows, computes the table of docs/scale.md, and lets the simulation say whether it holds. */
const { openStoreAt } = await import('../bench/bench-store.ts');
const { measureRows } = await import('./measure-rows.ts');
const { pageTable, withTable } = await import('./page-table.ts');
const { CHECKS } = await import('./checks.ts');

const dataDir = mkdtempSync(path.join(tmpdir(), 'caw-scale-'));
const store = await openStoreAt({ dataDir });
const bytes = await measureRows(store, 20_000);
await store.close();
rmSync(dataDir, { recursive: true, force: true });
writeFileSync('scale/measured.json', `${JSON.stringify(bytes, null, 2)}\n`);
writeFileSync('docs/scale.md', withTable(readFileSync('docs/scale.md', 'utf8'), pageTable(bytes)));
console.log(pageTable(bytes));
for (const { words, run } of CHECKS) {
  const { simulated, computed, isRight } = await run(10_000);
  console.log(`${isRight ? '✓' : '✗'} ${words}: simulated ${simulated}, computed ${computed}`);
  if (!isRight) process.exitCode = 1;
}
