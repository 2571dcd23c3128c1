import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { openTestStore } from '@/test/database';

// Named *.server.test.ts: the embedded database has no connection that could break.
test('a connection that breaks in a transaction ends the transaction, not the process', async () => {
  const store = await openTestStore();
  const admin = new Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const work = store.db.transaction(async (tx) => {
    const { rows } = (await tx.execute(sql`select pg_backend_pid() as pid`)) as unknown as {
      rows: { pid: number }[];
    };
    await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    // Between two statements nobody waits for an answer: the end of the connection is an event of its own.
    await new Promise((resolve) => setImmediate(resolve));
    await tx.execute(sql`select 1`);
  });
  await expect(work).rejects.toThrow();
  const { rows } = (await store.db.execute(sql`select 1 as one`)) as unknown as { rows: { one: number }[] };
  expect(rows).toEqual([{ one: 1 }]);
  await admin.end();
  await store.close();
});
