import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportLines } from '@/lib/audit/export-lines';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it('[ASVS-1.2.10] exports every filtered line once, in pieces, with hostile labels as text', async () => {
  const by = await makePerson(store);
  const label = '=HYPERLINK("http://evil.example")';
  const values = { label, ownerId: by.id, accountType: 'other', clientSource: 'new' } as const;
  const [account] = await store.db
    .insert(accounts)
    .values({ ...values, instanceUrl: 'https://acme.coupahost.com' })
    .returning();
  await store.db.execute(sql`
    insert into events (id, at, kind, account_id, person_id, address, facts)
    select n, now(), 'token_read', ${account?.id}::uuid, ${by.id}::uuid, '127.0.0.1', '{}'
    from generate_series(1, 2100) n`);
  await store.db.execute(sql`insert into events (id, at, kind, facts) values (2101, now(), 'started', '{}')`);
  const pieces = [];
  for await (const piece of exportLines(store, { group: 'secrets' }, ({ kind }) => `words of ${kind}`))
    pieces.push(piece);
  expect(pieces.length).toBe(4);
  const lines = pieces.join('').split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff"Sequence","Time \(UTC\)","Person"/);
  expect(lines).toHaveLength(2100 + 2);
  expect(lines.at(-1)).toBe('');
  const sequences = lines.slice(1, -1).map((line) => Number(/^"(\d+)"/.exec(line)?.[1]));
  expect(sequences).toEqual(Array.from({ length: 2100 }, (_, index) => 2100 - index));
  expect(lines[1]).toContain(
    `"Maya Lindqvist","","token_read","words of token_read","","'=HYPERLINK(""http://evil.example"")","${account?.id}","done","127.0.0.1","{}"`,
  );
});
