import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ChainEvent } from '@/lib/audit/chain-event';
import { recordEventAlone } from '@/lib/audit/record';
import { trimAuditLog } from '@/lib/audit/retention';
import { verifyChain } from '@/lib/audit/verify-chain';
import { auditHeads, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const day = (days: number) => new Date(START + days * DAY_MS);

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

beforeEach(async () => {
  await store.db.execute('alter table events disable trigger all');
  await store.db.execute('truncate events');
  await store.db.execute('alter table events enable trigger all');
  await store.db.update(auditHeads).set({ sequence: 0, hash: '', startSequence: 0, startHash: '' });
  for (let each = 0; each < 10; each += 1)
    await recordEventAlone(store, { kind: 'applied', by: null, accountId: randomUUID(), at: day(each) });
});

async function verdict() {
  let last: ChainEvent | undefined;
  for await (const said of verifyChain(store)) last = said;
  return last;
}
const kept = async () => (await store.db.select().from(events).orderBy(asc(events.id))).map(({ id }) => id);

it('[ASVS-14.2.7] lines go when their time is over, a line says so, and the chain holds from there', async () => {
  expect(await trimAuditLog(store, 30, day(30))).toBe(0);
  expect(await kept()).toHaveLength(10);

  expect(await trimAuditLog(store, 30, day(34))).toBe(4);
  expect(await kept()).toEqual([5, 6, 7, 8, 9, 10, 11]);
  const [said] = await store.db.select().from(events).where(eq(events.kind, 'audit_trimmed'));
  expect(said).toMatchObject({ facts: { count: 4, through: 4, before: day(4).toISOString() }, at: day(34) });
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 7 });

  expect(await trimAuditLog(store, 30, day(34))).toBe(0);
  expect(await trimAuditLog(store, 30, day(36))).toBe(2);
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 6, firstAt: day(6).toISOString() });
});

it('takes many lines in several transactions, one line for each', async () => {
  expect(await trimAuditLog(store, 30, day(38), undefined, 3)).toBe(8);
  const said = await store.db.select().from(events).where(eq(events.kind, 'audit_trimmed'));
  expect(said.map(({ facts }) => facts.count)).toEqual([3, 3, 2]);
  expect(await verdict()).toMatchObject({ type: 'unbroken' });
});

it('keeps what lies behind a younger line: nothing is taken out of the middle', async () => {
  await recordEventAlone(store, { kind: 'applied', by: null, at: day(2) });
  expect(await trimAuditLog(store, 30, day(34))).toBe(4);
  expect(await kept()).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
});

it('leaves everything as it was when it cannot say so', async () => {
  await store.db.execute("alter table events add constraint no_trimmed check (kind <> 'audit_trimmed')");
  await expect(trimAuditLog(store, 30, day(34))).rejects.toThrow();
  await store.db.execute('alter table events drop constraint no_trimmed');
  expect(await kept()).toHaveLength(10);
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 10 });
});

it('retention with lines from before the chain leaves its start alone until it is reached', async () => {
  await store.db.update(auditHeads).set({ startSequence: 3, startHash: '' });
  expect(await trimAuditLog(store, 30, day(32))).toBe(2);
  const [head] = await store.db.select().from(auditHeads);
  expect(head).toMatchObject({ startSequence: 3, startHash: '' });
  expect(await trimAuditLog(store, 30, day(35))).toBe(3);
  expect((await store.db.select().from(auditHeads))[0]).toMatchObject({ startSequence: 5 });
  expect(await verdict()).toMatchObject({ type: 'unbroken', notCovered: 0 });
});

it('the door to removing lines closes with its transaction', async () => {
  await trimAuditLog(store, 30, day(34));
  await expect(store.db.delete(events)).rejects.toMatchObject({
    cause: { message: 'the audit log is append-only' },
  });
});
