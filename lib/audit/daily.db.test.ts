import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { runDaily, startDaily } from '@/lib/audit/daily';
import { recordEventAlone } from '@/lib/audit/record';
import { events, signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { forgetProcessWide, processWide } from '@/lib/process-wide';
import { openTestStore } from '@/test/database';

const DAY_MS = 86_400_000;
let store: Store;
let isFull = false;
const settings = {
  retentionDays: 30,
  requireRoom() {
    if (isFull) throw new AppError('storage_full');
  },
};
let written: MockInstance<typeof process.stderr.write>;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.useRealTimers());

function endDaily() {
  processWide<() => void>('daily', () => () => undefined)();
  forgetProcessWide('daily');
}

const logged = (event: string) =>
  written.mock.calls.map(([line]) => JSON.parse(String(line))).filter((line) => line.event === event);

it('[ASVS-14.2.7] the daily work takes away old rows and old lines, and notes the head of the chain outside', async () => {
  await recordEventAlone(store, { kind: 'applied', by: null, at: new Date('2026-01-01T00:00:00Z') });
  await store.db.insert(signInTries).values({ subjectHash: 'made-up', at: new Date('2026-01-01T00:00:00Z') });
  await runDaily(store, 30, new Date('2026-11-24T12:00:00Z'));
  expect(await store.db.$count(signInTries)).toBe(0);
  const [head] = await store.db.query.auditHeads.findMany();
  expect(logged('daily_done')).toMatchObject([
    { rowsDeleted: 1, auditLinesTrimmed: 1, auditHead: `${head?.sequence}:${head?.hash}` },
  ]);
});

it('starts once in a process, runs at once and every day, and stops', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  startDaily(store, settings);
  startDaily(store, settings);
  await vi.waitFor(() => expect(logged('daily_done')).toHaveLength(1));
  expect(await store.db.$count(events, eq(events.kind, 'started'))).toBe(1);
  vi.advanceTimersByTime(DAY_MS);
  await vi.waitFor(() => expect(logged('daily_done')).toHaveLength(2));
  endDaily();
  expect(vi.getTimerCount()).toBe(0);
});

it('[ASVS-16.3.4] [ASVS-16.5.2] work that fails is logged, and is done the next day', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await store.db.execute('alter table sign_in_tries rename to sign_in_tries_away');
  startDaily(store, settings);
  await vi.waitFor(() =>
    expect(logged('daily_failed')).toMatchObject([{ error: expect.stringMatching(/42P01/) }]),
  );
  await store.db.execute('alter table sign_in_tries_away rename to sign_in_tries');
  vi.advanceTimersByTime(DAY_MS);
  await vi.waitFor(() => expect(logged('daily_done')).toHaveLength(1));
  endDaily();
});

it('writes nothing while the disk is full', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const before = await store.db.$count(events);
  isFull = true;
  startDaily(store, settings);
  await vi.waitFor(() => expect(logged('daily_failed')).toHaveLength(2));
  isFull = false;
  endDaily();
  expect(await store.db.$count(events)).toBe(before);
});
