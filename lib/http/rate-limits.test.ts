import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RATE_LIMITS } from '@/lib/http/rate-limits';

test('docs/security.md has the limits that the code has', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const rows = Object.entries(RATE_LIMITS).map(
    ([kind, { burst, perSecond }]) => `| ${kind} | ${burst} | ${perSecond} |`,
  );
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
