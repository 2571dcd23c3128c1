import { PGlite } from '@electric-sql/pglite';
import type { Db } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedConnection } from '@/lib/jobs/embedded-connection';

let pglite: PGlite;
let connection: Db;
let isFull = false;
beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec('create table kept (name text primary key)');
  connection = embeddedConnection(pglite, () => {
    if (isFull) throw new Error('made up: the disk is full');
  });
});
afterAll(() => pglite.close());

const kept = async () => (await pglite.query('select name from kept order by name')).rows;

test('rows of every statement of a text come, one after the other, and parameters go apart from it', async () => {
  const { rows } = await connection.executeSql(
    `BEGIN; insert into kept values ('first') returning name; select 2 as second; COMMIT;`,
  );
  expect(rows).toEqual([{ name: 'first' }, { second: 2 }]);
  expect((await connection.executeSql('select 3 as third; select 4 as fourth')).rows).toHaveLength(2);
  expect((await connection.executeSql('select $1::text as said', [`';--`])).rows).toEqual([{ said: `';--` }]);
});

test('a transaction of the engine that fails is undone before anybody else has the connection', async () => {
  const outcomes = await Promise.allSettled([
    pglite.transaction(async (own) => {
      await own.query(`insert into kept values ('own')`);
      await own.query('select pg_sleep(0)');
      await own.query(`insert into kept values ('own too')`);
    }),
    connection.executeSql(
      `BEGIN; insert into kept values ('theirs'); insert into kept values ('first'); COMMIT;`,
    ),
    pglite.query(`insert into kept values ('right after')`),
    connection.executeSql('select nonsense'),
    pglite.query(`insert into kept values ('at the end')`),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  const names = ['at the end', 'first', 'own', 'own too', 'right after'];
  expect(await kept()).toEqual(names.map((name) => ({ name })));
});

test('notifications come, and nothing is asked for while the disk is nearly full', async () => {
  const heard = Promise.withResolvers<string>();
  let subscribed = 0;
  const handle = await connection.listen?.('made_up', heard.resolve, () => (subscribed += 1));
  await connection.executeSql(`select pg_notify('made_up', 'renewals')`);
  expect(await heard.promise).toBe('renewals');
  expect(subscribed).toBe(1);
  await handle?.close();
  isFull = true;
  await expect(connection.executeSql('select 1')).rejects.toThrow('the disk is full');
});
