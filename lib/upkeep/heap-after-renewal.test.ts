import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as mutations from '@/lib/accounts/mutations';
import * as steps from '@/lib/accounts/step-mutations';
import { openDatabase } from '@/lib/db/database';
import { openKeyRing } from '@/lib/db/store';
import { fileProvider } from '@/lib/seal/key-provider';
import { json } from '@/test/authorization-server/answers';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { makePerson } from '@/test/person';

const server = scriptedServer();
const folder = mkdtempSync(path.join(tmpdir(), 'caw-heap-'));
const made = () => `canary${randomBytes(24).toString('hex')}`;
const secrets = { clientSecret: made(), firstToken: made(), secondToken: made() };

/** Authorizes and renews in a process of its own, then writes its heap; it knows the secrets only as the product does. */
const WORK = `
  import { writeHeapSnapshot } from 'node:v8';
  import { openDatabase } from '@/lib/db/database';
  import { openKeyRing } from '@/lib/db/store';
  import { beginAuthorization } from '@/lib/authorize/begin';
  import { createOutbound } from '@/lib/oauth/outbound';
  import { systemClock } from '@/lib/oauth/system-clock';
  import { fileProvider } from '@/lib/seal/key-provider';
  import { renewToken } from '@/lib/upkeep/renew';
  const [dataDir, origin, accountId, person, snapshot] = process.argv.slice(1);
  const opened = await openDatabase({ dataDir });
  const ring = await openKeyRing(opened.db, { file: dataDir + '/keys', provider: fileProvider });
  const outbound = createOutbound({
    isAllowed: (each) => each === origin,
    loopbackHosts: [new URL(origin).host],
    clock: systemClock,
  });
  const store = { ...opened, ring };
  const journalDirectory = dataDir + '/journal';
  const context = { store, outbound, clock: systemClock, appUrl: 'http://localhost:3000', journalDirectory };
  await beginAuthorization(context, JSON.parse(person), accountId);
  await renewToken(context, JSON.parse(person), accountId);
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((next) => setImmediate(next));
    globalThis.gc();
  }
  writeHeapSnapshot(snapshot);
  process.exit(0);
`;

test('[ASVS-11.7.2] after a renewal neither client secret nor tokens are in the heap: they are opened for the request only', async () => {
  const opened = await openDatabase({ dataDir: folder });
  const ring = await openKeyRing(opened.db, { file: path.join(folder, 'keys'), provider: fileProvider });
  const store = { ...opened, ring };
  const person = await makePerson(store);
  const id = await mutations.createAccount(store, person, {
    ...{ accountType: 'other', label: 'Heap', instanceUrl: server.origin, clientSource: 'existing' },
  });
  const contact = { contactFirstName: '', contactLastName: '', contactEmail: '' };
  const form = {
    grantType: 'client_credentials',
    clientProof: 'shared_secret',
    name: '',
    login: '',
  } as const;
  await steps.saveGrantTypeStep(store, person, id, 1, { ...form, ...contact });
  await steps.saveScopesStep(store, person, id, 2, {
    scopeSource: 'chosen',
    scopes: ['core.common.read'],
  });
  const { clientSecret } = secrets;
  await steps.saveCredentialsStep(store, person, id, 3, { clientId: 'made-up-client', clientSecret });
  await opened.close();

  for (const token of [secrets.firstToken, secrets.secondToken])
    server.expect(
      'POST /oauth2/token',
      json(200, { access_token: token, token_type: 'bearer', expires_in: 86_400 }),
    );
  const snapshot = path.join(folder, 'heap.heapsnapshot');
  const child = spawn(
    process.execPath,
    [
      ...['--expose-gc', '--import', path.resolve('test/alias.ts'), '--input-type=module', '--eval', WORK],
      ...[folder, server.origin, id, JSON.stringify(person), snapshot],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(server.seen.map(({ form: sent }) => sent.get('client_secret'))).toEqual([
    clientSecret,
    clientSecret,
  ]);

  const heap = readFileSync(snapshot, 'latin1');
  expect(heap.includes(id), 'the snapshot shows the strings that are still held').toBe(true);
  const found = Object.entries(secrets).map(([name, secret]) => [name, heap.split(secret).length - 1]);
  expect(Object.fromEntries(found)).toEqual({ clientSecret: 0, firstToken: 0, secondToken: 0 });
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
