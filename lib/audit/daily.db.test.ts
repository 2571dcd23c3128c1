import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runDaily } from '@/lib/audit/daily';
import { recordEventAlone } from '@/lib/audit/record';
import { signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it('[ASVS-14.2.7] the daily work takes away old rows and old lines, and notes the head of the chain outside', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await recordEventAlone(store, { kind: 'applied', by: null, at: new Date('2026-01-01T00:00:00Z') });
  await store.db.insert(signInTries).values({ subjectHash: 'made-up', at: new Date('2026-01-01T00:00:00Z') });
  await runDaily(store, 30, new Date('2026-11-24T12:00:00Z'));
  expect(await store.db.$count(signInTries)).toBe(0);
  const [head] = await store.db.query.auditHeads.findMany();
  expect(written.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
    {
      event: 'daily_done',
      rowsDeleted: 1,
      auditLinesTrimmed: 1,
      auditHead: `${head?.sequence}:${head?.hash}`,
    },
  ]);
});
