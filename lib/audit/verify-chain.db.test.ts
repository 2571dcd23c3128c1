import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ChainEvent } from '@/lib/audit/chain-event';
import { recordEventAlone } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify-chain';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openTestStore } from '@/test/database';
import { makeKeyRing } from '@/test/key-ring';
import { makePerson } from '@/test/person';

let store: Store;
let by: Person;
beforeAll(async () => {
  store = await openTestStore();
  by = await makePerson(store);
});
afterAll(() => store.close());

beforeEach(async () => {
  await tamper(
    'truncate events',
    `update audit_heads set sequence = 0, hash = '', start_sequence = 0, start_hash = ''`,
  );
  for (let step = 1; step <= 6; step += 1)
    await recordEventAlone(store, { kind: 'step_changed', by, facts: { step: `step ${step}` } });
});

async function verdict(options?: Parameters<typeof verifyChain>[1], ring = store.ring) {
  let last: ChainEvent | undefined;
  for await (const said of verifyChain({ db: store.db, ring }, options)) last = said;
  return last;
}

/** What somebody with every right on the database can do: triggers do not hold them up. */
async function tamper(...statements: string[]) {
  await store.db.execute('alter table events disable trigger all');
  for (const statement of statements) await store.db.execute(sql.raw(statement));
  await store.db.execute('alter table events enable trigger all');
}

it('says how many lines are unbroken, from when to when, and the head', async () => {
  const [head] = (await store.db.query.auditHeads.findMany()).map(
    ({ sequence, hash }) => `${sequence}:${hash}`,
  );
  expect(await verdict()).toEqual({
    type: 'unbroken',
    lines: 6,
    firstAt: expect.stringMatching(/Z$/),
    lastAt: expect.stringMatching(/Z$/),
    head,
    notCovered: 0,
  });
});

it.each([
  `at = at + interval '1 millisecond'`,
  `at = at + interval '1 microsecond'`,
  `kind = 'applied'`,
  `result = 'refused'`,
  `account_id = gen_random_uuid()`,
  `person_id = gen_random_uuid()`,
  `person_id = null`,
  `api_key_id = gen_random_uuid()`,
  `address = '10.0.0.1'`,
  `facts = '{"step":"another"}'`,
  `facts = facts || '{"more":1}'`,
  `hash = 'made-up'`,
])('[ASVS-16.4.1] finds a changed column: %s', async (change) => {
  await tamper(`update events set ${change} where id = 3`);
  expect(await verdict()).toEqual({ type: 'broken', at: 3, reason: 'changed' });
});

it('[ASVS-16.4.1] finds a line that was removed: the first, in the middle, at the end', async () => {
  for (const id of [6, 4, 1]) {
    await tamper(`delete from events where id = ${id}`);
    expect(await verdict()).toEqual({ type: 'broken', at: id, reason: 'missing' });
  }
});

it('[ASVS-16.4.1] finds lines that changed places, and one that was put in between or behind', async () => {
  await tamper(
    'update events set id = -2 where id = 2',
    'update events set id = 2 where id = 3',
    'update events set id = 3 where id = -2',
  );
  expect(await verdict()).toEqual({ type: 'broken', at: 2, reason: 'changed' });
});

it('[ASVS-16.4.1] finds a line that was put in between', async () => {
  await tamper(
    'update events set id = -id',
    'update events set id = -id + (case when id < -3 then 1 else 0 end)',
    `insert into events (id, at, kind, facts, hash) select 4, at, 'applied', '{}', hash from events where id = 3`,
    'update audit_heads set sequence = 7',
  );
  expect(await verdict()).toEqual({ type: 'broken', at: 4, reason: 'changed' });
});

it('[ASVS-16.4.1] finds a line that was put behind the last one, or before the first', async () => {
  const put = (id: number) =>
    `insert into events (id, at, kind, facts) values (${id}, now(), 'applied', '{}')`;
  await tamper(put(7));
  expect(await verdict()).toEqual({ type: 'broken', at: 7, reason: 'extra' });
  await tamper('delete from events where id = 7', put(-1));
  expect(await verdict()).toEqual({ type: 'broken', at: -1, reason: 'extra' });
});

it('[ASVS-16.4.1] finds a head that was put back, moved on, or changed', async () => {
  const { hash } = (await store.db.query.events.findFirst({ where: sql`id = 4` })) ?? {};
  await tamper(`update audit_heads set sequence = 4, hash = '${hash}'`);
  expect(await verdict()).toEqual({ type: 'broken', at: 5, reason: 'head' });
  await tamper('update audit_heads set sequence = 9');
  expect(await verdict()).toEqual({ type: 'broken', at: 7, reason: 'missing' });
  await tamper(`update audit_heads set sequence = 6, hash = 'made-up'`);
  expect(await verdict()).toEqual({ type: 'broken', at: 6, reason: 'head' });
});

it('[ASVS-16.4.1] finds old lines that were taken away as if by retention', async () => {
  const { hash } = (await store.db.query.events.findFirst({ where: sql`id = 2` })) ?? {};
  await tamper(
    'delete from events where id <= 2',
    `update audit_heads set start_sequence = 2, start_hash = '${hash}'`,
  );
  expect(await verdict()).toEqual({ type: 'broken', at: 3, reason: 'start' });
});

it('[ASVS-16.4.1] finds by a noted head that the whole database was put back', async () => {
  const said = await verdict();
  const anchor = said?.type === 'unbroken' ? said.head : '';
  const { hash } = (await store.db.query.events.findFirst({ where: sql`id = 4` })) ?? {};
  await tamper('delete from events where id > 4', `update audit_heads set sequence = 4, hash = '${hash}'`);
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 4 });
  expect(await verdict({ anchor })).toEqual({ type: 'broken', at: 6, reason: 'anchor' });
  expect(await verdict({ anchor: `4:${hash}` })).toMatchObject({ type: 'unbroken' });
});

it('needs the keys of this database: with others no line fits', async () => {
  const ring = makeKeyRing();
  expect(await verdict({}, ring)).toEqual({ type: 'broken', at: 1, reason: 'changed' });
});

it('says lines from before the chain as not covered', async () => {
  await tamper(
    'delete from events',
    `insert into events (id, at, kind, facts) values (1, now(), 'created', '{}'), (2, now(), 'applied', '{}')`,
    `update audit_heads set sequence = 2, hash = '', start_sequence = 2`,
  );
  await recordEventAlone(store, { kind: 'started', by: null });
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 1, notCovered: 2 });
});

it('hashes a line as the database keeps it, whatever case an id was written in', async () => {
  await recordEventAlone(store, { kind: 'exported', by, accountId: randomUUID().toUpperCase() });
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 7 });
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await verdict({ signal: stop.signal })).toEqual({ type: 'progress', checked: 0, of: 6 });
});

it('[ASVS-16.4.1] the database itself refuses to change, remove or empty the log', async () => {
  for (const statement of ['update events set address = null', 'delete from events', 'truncate events'])
    await expect(store.db.execute(statement), statement).rejects.toMatchObject({
      cause: { message: 'the audit log is append-only' },
    });
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: 6 });
});
