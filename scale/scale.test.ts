import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTestStore } from '@/test/database';
import { CHECKS } from './checks.ts';
import { ASSUMED } from './compute.ts';
import { measureRows, type RowBytes } from './measure-rows.ts';
import measured from './measured.json' with { type: 'json' };
import { pageTable, withTable } from './page-table.ts';

test('docs/scale.md has the table that is computed now', () => {
  const page = readFileSync('docs/scale.md', 'utf8');
  expect(withTable(page, pageTable(measured))).toBe(page);
});

test('rows take about as many bytes as were measured', { timeout: 60_000 }, async () => {
  const store = await openTestStore();
  const bytes = await measureRows(store, 2000);
  await store.close();
  // What waits in the index of words weighs more among few accounts.
  for (const name of Object.keys(measured) as (keyof RowBytes)[])
    expect(Math.abs(bytes[name] / measured[name] - 1), `${name}: ${bytes[name]}`).toBeLessThan(0.4);
});

test.each(CHECKS)('the simulation agrees: $words', { timeout: 60_000 }, async ({ run }) => {
  const { simulated, computed, isRight } = await run(1000);
  expect(isRight, `simulated ${simulated}, computed ${computed}`).toBe(true);
});

test('a wrong assumption is found: renewals every ten hours are not what the simulation does', async () => {
  const [rate] = CHECKS;
  const { simulated } = (await rate?.run(300)) ?? { simulated: '' };
  const wrong = 300 / (10 * 3600);
  expect(Math.abs(Number(simulated) / wrong - 1)).toBeGreaterThan(0.3);
  expect(ASSUMED.hoursBetweenRenewals).toBe(18.8);
});
