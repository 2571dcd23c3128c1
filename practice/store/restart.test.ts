import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CALLBACK, codeParams, obtainCode, refreshParams } from '../test/authorize.ts';
import { startForTest } from '../test/start-for-test.ts';

test('clients, faults and refresh tokens survive a restart, in a file that only its owner reads', async () => {
  const stateFolder = mkdtempSync(path.join(tmpdir(), 'practice-'));
  onTestFinished(() => rmSync(stateFolder, { recursive: true }));
  const before = await startForTest({ stateFolder });
  const client = await before.makeClient({
    grantType: 'authorization_code',
    redirectUris: [CALLBACK],
    scopes: ['core.common.read', 'offline_access'],
  });
  // Before the tokens: its save must not be the one that keeps them.
  await before.switchOn('api-429');
  const tokens = await (await before.askToken(codeParams(client, await obtainCode(before, client)))).json();
  await before.close();
  expect(statSync(path.join(stateFolder, 'state.json')).mode & 0o777).toBe(0o600);

  const after = await startForTest({ stateFolder });
  expect(await (await fetch(`${after.origin}/practice/clients/${client.clientId}`)).json()).toEqual(client);
  expect((await (await fetch(`${after.origin}/practice/faults`)).json())['api-429']).toBe(true);
  const refreshed = await after.askToken(refreshParams(client, tokens.refresh_token));
  expect(refreshed.status).toBe(200);
});
