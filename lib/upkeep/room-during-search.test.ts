import { expect, test } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { renewDue } from '@/lib/upkeep/renew-due';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();

test('what waits for room at its instance gets it though the room came free during a search', async () => {
  const store = await openTestStore();
  const made: TestAccount[] = [];
  for (let n = 0; n < 3; n += 1) {
    const account = await TestAccount.make(store, server);
    server.expect(TOKEN, grant());
    await account.authorize();
    await applyAccount(store, account.person, account.id);
    made.push(account);
  }
  const [first] = made;
  if (!first || !('pglite' in store.driver)) throw new Error('nothing to look at');
  first.clock.moveMs(21 * 3_600_000);
  const limits = new HostLimits({ clock: first.clock });
  const client = store.driver.pglite;
  const query = client.query.bind(client);
  // A slow database: the search takes as long as all the room there is is taken.
  client.query = (async (text: string, ...rest: []) => {
    if (/"instance_url" not in/.test(text) && !limits.hasRoom(server.origin))
      for (const _ of ['one place', 'the other']) await limits.whenRoom();
    return query(text, ...rest);
  }) as typeof client.query;
  for (let n = 0; n < 3; n += 1) server.expect(TOKEN, grant());
  expect(await renewDue(first.context, limits, new AbortController().signal)).toEqual({
    renewed: 3,
    failed: 0,
  });
  await store.close();
});
