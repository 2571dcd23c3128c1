import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadAccount } from '@/lib/accounts/data';
import { openDatabase } from '@/lib/db/database';
import { openKeyRing, type Store } from '@/lib/db/store';
import { addKey } from '@/lib/keys/add-key';
import { countUses } from '@/lib/keys/data';
import { dropKey } from '@/lib/keys/drop-key';
import { rewrapAll } from '@/lib/keys/rewrap-all';
import { fileProvider } from '@/lib/seal/key-provider';
import { openAccessToken, openClient } from '@/lib/tokens/open';
import { makePerson } from '@/test/person';
import { fillSealedColumns } from '@/test/sealed-rows';

const dataDir = mkdtempSync(path.join(tmpdir(), 'caw-killed-'));
const source = { file: path.join(dataDir, 'keys'), provider: fileProvider };

async function open(): Promise<Store> {
  const opened = await openDatabase({ dataDir });
  return { ...opened, ring: await openKeyRing(opened.db, source) };
}

/** Re-wraps in a process of its own, which says when a batch is done and is killed at once. */
async function rewrapAndBeKilled() {
  const work = `
    import { openDatabase } from '@/lib/db/database';
    import { openKeyRing } from '@/lib/db/store';
    import { rewrapAll } from '@/lib/keys/rewrap-all';
    import { fileProvider } from '@/lib/seal/key-provider';
    const [dataDir, file] = process.argv.slice(1);
    const opened = await openDatabase({ dataDir });
    const ring = await openKeyRing(opened.db, { file, provider: fileProvider });
    const signal = new AbortController().signal;
    await rewrapAll({ ...opened, ring }, { signal, onBatch: () => process.stdout.write('batch') });
    process.stdout.write('end');
  `;
  const args = ['--import', path.resolve('test/alias.ts'), '--input-type=module', '--eval', work];
  const child = spawn(process.execPath, [...args, dataDir, source.file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const bytes of child.stdout) {
    said += bytes;
    child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(said).toMatch(/^batch/);
  expect(child.signalCode).toBe('SIGKILL');
}

test('[ASVS-11.2.2] a process that is killed while it re-wraps leaves every value readable, and the next one goes on', async () => {
  const before = await open();
  const owner = await makePerson(before);
  const ids = await fillSealedColumns(before, 120);
  const readAll = (store: Store) =>
    Promise.all(
      ids.map(async (id) => {
        const { account, token } = await loadAccount(store, id);
        return [
          (await openClient(store, account)).clientSecret,
          token && (await openAccessToken(store, token)),
        ];
      }),
    );
  const known = await readAll(before);
  await addKey(before, owner, new Date());
  await before.close();

  await rewrapAndBeKilled();

  const after = await open();
  const keyIds = new Set((await countUses(after.db)).map(({ keyId }) => keyId));
  expect(keyIds, 'it was killed in the middle').toEqual(new Set(['k1', 'k2']));
  expect(await readAll(after)).toEqual(known);
  await rewrapAll(after, { signal: new AbortController().signal });
  await dropKey(after, 'k1', owner, new Date());
  expect(await readAll(after)).toEqual(known);
  await after.close();
}, 60_000);
