import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { desc, eq, getTableColumns, gt, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadAccount } from '@/lib/accounts/data';
import * as schema from '@/lib/db/schema';
import { events, sealCanaries, tokens } from '@/lib/db/schema';
import { openKeyRing, type Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { addKey } from '@/lib/keys/add-key';
import { countUses } from '@/lib/keys/data';
import { dropKey } from '@/lib/keys/drop-key';
import { checkKeys } from '@/lib/keys/keep-keys';
import { openSealed } from '@/lib/keys/open-sealed';
import { reloadKeyRing } from '@/lib/keys/reload-key-ring';
import { rewrapAll } from '@/lib/keys/rewrap-all';
import { rewrappingState, startRewrapping, stopRewrapping } from '@/lib/keys/rewrapping';
import { SEALED_COLUMNS } from '@/lib/keys/sealed-columns';
import { withKeyLine, writeKeyFile } from '@/lib/seal/key-file';
import { fileProvider } from '@/lib/seal/key-provider';
import { deriveKey } from '@/lib/seal/key-ring';
import { tokenPlace } from '@/lib/seal/places';
import { openAccessToken, openClient, openIdToken, openRefreshToken } from '@/lib/tokens/open';
import { openTestStore } from '@/test/database';
import { makeKeyRing } from '@/test/key-ring';
import { makePerson } from '@/test/person';
import { fillSealedColumns, sealedTokens, startAnew } from '@/test/sealed-rows';

const NOW = new Date('2026-11-24T10:00:00Z');
const LATER = new Date(NOW.getTime() + 3 * 60_000);
const never = new AbortController().signal;

let store: Store;
let owner: Person;
let file: string;
let lastEvent = 0;
beforeAll(async () => {
  store = await openTestStore();
  owner = await makePerson(store);
});
beforeEach(async () => {
  file = await startAnew(store);
  lastEvent = (await store.db.select().from(events).orderBy(desc(events.id)).limit(1))[0]?.id ?? 0;
});
afterAll(() => store.close());

/** What was written into the audit log since the test began. */
const kinds = async () =>
  (await store.db.select().from(events).where(gt(events.id, lastEvent)).orderBy(events.id)).map(
    ({ kind }) => kind,
  );
const openAll = async (id: string, with_ = store) => {
  const { account, token } = await loadAccount(with_, id);
  if (!token) throw new Error('no token');
  return [
    (await openClient(with_, account)).clientSecret,
    await openAccessToken(with_, token),
    await openRefreshToken(with_, token),
    (await openIdToken(with_, token))?.raw,
  ];
};

test('every column of the schema with sealed values is counted and re-wrapped', () => {
  const inSchema = Object.values(schema)
    .filter((each) => is(each, PgTable))
    .flatMap((table) => Object.values(getTableColumns(table)))
    .filter(({ name }) => /(^|_)sealed$/.test(name))
    .filter((column) => column.table !== sealCanaries);
  expect(new Set(SEALED_COLUMNS.map(({ sealed }) => sealed))).toEqual(new Set(inSchema));
  expect(inSchema.length).toBeGreaterThanOrEqual(8);
});

describe('adding a key', () => {
  test('puts it first in the file, leaves a canary and a line, and seals with it from then on', async () => {
    const before = deriveKey(store.ring, 'audit');
    expect(await addKey(store, owner, NOW)).toBe('k2');
    expect(readFileSync(file, 'utf8')).toMatch(/^k2:\S{44}\nk1:\S{44}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(store.ring.currentId).toBe('k2');
    expect(sealedTokens(store, owner.id, 1).accessTokenSealed).toMatch(/^ev2\.k2\./);
    expect(await store.db.select().from(sealCanaries).where(eq(sealCanaries.keyId, 'k2'))).toMatchObject([
      { createdAt: NOW },
    ]);
    expect(await kinds()).toEqual(['key_added']);
    expect(deriveKey(store.ring, 'audit')).toEqual(before);
  });

  test('several at once lose none', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => addKey(store, owner, NOW)));
    expect(new Set(ids)).toEqual(new Set(['k2', 'k3', 'k4']));
    await reloadKeyRing(store);
    expect([...store.ring.keys.keys()].sort()).toEqual(['k1', 'k2', 'k3', 'k4']);
  });

  test('where the file cannot be written, nothing changes', async () => {
    const { source } = store.ring;
    if (source) source.file = '/proc/keys-cannot-be-written';
    await expect(addKey(store, owner, NOW)).rejects.toMatchObject({ code: 'keys_missing' });
    expect(store.ring.currentId).toBe('k1');
    expect(await kinds()).toEqual([]);
  });

  test('by hand in the file, it is noticed within a minute, also in another process', async () => {
    const line = { id: 'k2', text: await fileProvider.wrap(Buffer.alloc(32, 7)) };
    writeKeyFile(file, withKeyLine(readFileSync(file, 'utf8'), line));
    await checkKeys(store);
    expect(store.ring.currentId).toBe('k2');
    expect(await kinds()).toEqual(['key_added']);
  });

  test('a file that does not fit the database is not taken over', async () => {
    const foreign = makeKeyRing('k1');
    writeKeyFile(file, `k1:${foreign.keys.get('k1')?.export().toString('base64')}\n`);
    await expect(reloadKeyRing(store)).rejects.toMatchObject({ code: 'keys_wrong' });
    const [id] = await fillSealedColumns(store, 1);
    expect(await openAll(String(id))).toHaveLength(4);
  });

  test('a file that lacks a key in use is not taken over', async () => {
    await fillSealedColumns(store, 1);
    await addKey(store, owner, NOW);
    writeKeyFile(file, readFileSync(file, 'utf8').split('\n')[0] ?? '');
    await expect(reloadKeyRing(store)).rejects.toMatchObject({ code: 'key_in_use' });
    expect([...store.ring.keys.keys()]).toEqual(['k2', 'k1']);
  });
});

describe('a second process on the same database', () => {
  const second = async (keyFile = file): Promise<Store> => {
    const ring = await openKeyRing(store.db, { file: keyFile, provider: fileProvider });
    return { ...store, ring: { ...ring, root: store.ring.root } };
  };

  test('opens what the first sealed with a key it has not seen yet', async () => {
    const other = await second();
    await addKey(store, owner, NOW);
    const [id] = await fillSealedColumns(store, 1);
    expect(other.ring.currentId).toBe('k1');
    expect(await openAll(String(id), other)).toEqual(await openAll(String(id)));
    expect(other.ring.currentId).toBe('k2');
  });

  test('with a key file of its own that lacks the key, blames the file and not the account', async () => {
    const copy = `${file}.copy`;
    writeKeyFile(copy, readFileSync(file, 'utf8'));
    const other = await second(copy);
    await addKey(store, owner, NOW);
    const [id] = await fillSealedColumns(store, 1);
    await expect(openAll(String(id), other)).rejects.toMatchObject({ code: 'keys_wrong' });
    await expect(rewrapAll(other, { signal: never })).rejects.toMatchObject({ code: 'keys_wrong' });
    expect((await loadAccount(store, String(id))).account.quarantinedAt).toBeNull();
  });

  test('re-wraps at the same time, and nothing is done twice or lost', async () => {
    const ids = await fillSealedColumns(store, 12);
    const before = await Promise.all(ids.map((id) => openAll(id)));
    await addKey(store, owner, NOW);
    const other = await second();
    const done = await Promise.all([
      rewrapAll(store, { signal: never }),
      rewrapAll(other, { signal: never }),
    ]);
    expect(done.reduce((sum, each) => sum + each.done, 0)).toBe(12 * 6 + 1);
    expect(await Promise.all(ids.map((id) => openAll(id)))).toEqual(before);
  });
});

describe('[ASVS-11.2.2] rotating under load', () => {
  test('readers and writers go on while the re-wrapping ends after every batch and is begun again; the old key goes', async () => {
    const ids = await fillSealedColumns(store, 60);
    let isOver = false;
    let reads = 0;
    const failed: unknown[] = [];
    const reader = async () => {
      for (let turn = 0; !isOver; turn += 1) {
        const id = ids[turn % ids.length];
        await openAll(String(id)).catch((error) => failed.push(error));
        reads += 1;
      }
    };
    const writer = async () => {
      for (let turn = 0; !isOver; turn += 1) {
        const id = String(ids[(turn * 7) % ids.length]);
        const { token } = await loadAccount(store, id);
        const version = (token?.version ?? 0) + 1;
        await store.db
          .update(tokens)
          .set(sealedTokens(store, id, version))
          .where(eq(tokens.accountId, id));
      }
    };
    const load = [reader(), reader(), writer()];
    await addKey(store, owner, NOW);
    let runs = 0;
    for (let isLeft = true; isLeft && runs < 50; runs += 1) {
      const end = new AbortController();
      await rewrapAll(store, { signal: end.signal, onBatch: () => end.abort() });
      isLeft = (await countUses(store.db)).some(({ keyId }) => keyId !== 'k2');
    }
    isOver = true;
    await Promise.all(load);
    expect(failed).toEqual([]);
    expect(reads).toBeGreaterThan(20);
    expect(runs).toBeGreaterThan(3);
    await dropKey(store, 'k1', owner, LATER);
    expect([...store.ring.keys.keys()]).toEqual(['k2']);
    expect(readFileSync(file, 'utf8')).toMatch(/^k2:\S{44}\n$/);
    for (const id of ids) await openAll(id);
    expect(await kinds()).toContain('key_dropped');
  }, 120_000);

  test('a value that is written between reading and re-wrapping stays as it was written', async () => {
    const [id = ''] = await fillSealedColumns(store, 1);
    await addKey(store, owner, NOW);
    const fresh = sealedTokens(store, id, 2);
    await store.db.update(tokens).set(fresh).where(eq(tokens.accountId, id));
    await rewrapAll(store, { signal: never });
    const [row] = await store.db.select().from(tokens);
    expect(row).toMatchObject(fresh);
  });
});

describe('dropping a key', () => {
  test('is refused while values use it, with their number and place', async () => {
    await fillSealedColumns(store, 3);
    await addKey(store, owner, NOW);
    await expect(dropKey(store, 'k1', owner, LATER)).rejects.toMatchObject({
      code: 'key_in_use',
      facts: {
        keyId: 'k1',
        count: 19,
        places: expect.arrayContaining(['Client secrets: 3', 'Authenticator apps: 1']),
      },
    });
    expect(readFileSync(file, 'utf8')).toContain('k1:');
  });

  test('is refused for the key that seals, and for one that is not there', async () => {
    await expect(dropKey(store, 'k1', owner, LATER)).rejects.toMatchObject({
      code: 'key_in_use',
      facts: { reason: 'current' },
    });
    await expect(dropKey(store, 'k9', owner, LATER)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('waits, where other processes may run, until they must have seen the new key', async () => {
    await addKey(store, owner, NOW);
    const server: Store = { ...store, kind: 'server' };
    await expect(dropKey(server, 'k1', owner, new Date(NOW.getTime() + 60_000))).rejects.toMatchObject({
      facts: { reason: 'too-new' },
    });
    await dropKey(server, 'k1', owner, LATER);
    expect([...server.ring.keys.keys()]).toEqual(['k2']);
    expect(await addKey(server, owner, LATER)).toBe('k3');
  });
});

test('re-wrapping begins again by itself where something is left, ends with a line, and then rests', async () => {
  await fillSealedColumns(store, 2);
  await addKey(store, owner, NOW);
  await checkKeys(store);
  expect((await countUses(store.db)).every(({ keyId }) => keyId === 'k2')).toBe(true);
  await startRewrapping(store);
  expect(await kinds()).toEqual(['key_added', 'rewrap_finished']);
});

test('with several keys everything is looked at each minute while something is left, and then once an hour', async () => {
  const HOUR_MS = 3_600_000;
  const [id = ''] = await fillSealedColumns(store, 1);
  const [underOldKey = {}] = await store.db.select().from(tokens).where(eq(tokens.accountId, id));
  const writeUnderOldKey = () => store.db.update(tokens).set(underOldKey).where(eq(tokens.accountId, id));
  const isOld = async () => (await countUses(store.db)).some(({ keyId }) => keyId === 'k1');
  const lookAt = (ms: number) => checkKeys(store, ms);
  await addKey(store, owner, NOW);
  await lookAt(0);
  await lookAt(60_000);
  expect(await isOld()).toBe(false);
  // A process that has not seen the new key yet.
  await writeUnderOldKey();
  await lookAt(HOUR_MS);
  expect(await isOld()).toBe(true);
  await lookAt(HOUR_MS + 60_000);
  expect(await isOld()).toBe(false);
});

test('re-wrapping that is stopped ends after the batch in hand, and goes on when it is begun again', async () => {
  await fillSealedColumns(store, 60);
  await addKey(store, owner, NOW);
  const left = async () => (await countUses(store.db)).filter(({ keyId }) => keyId === 'k1').length;
  void startRewrapping(store);
  await stopRewrapping();
  expect(await left()).toBeGreaterThan(0);
  expect(rewrappingState().isRunning).toBe(false);
  await startRewrapping(store);
  expect(await left()).toBe(0);
});

describe('the root secret', () => {
  test('is made once, is the same for every process, and survives a rotation', async () => {
    const source = { file, provider: fileProvider };
    const first = await openKeyRing(store.db, source);
    const again = await openKeyRing(store.db, source);
    expect(deriveKey(again, 'audit')).toEqual(deriveKey(first, 'audit'));
    await addKey(store, owner, NOW);
    await rewrapAll(store, { signal: never });
    await dropKey(store, 'k1', owner, LATER);
    expect(deriveKey(await openKeyRing(store.db, source), 'audit')).toEqual(deriveKey(first, 'audit'));
  });

  test('of a database from before there was one is the key that keys were derived from', async () => {
    await store.db.update(sealCanaries).set({ createdAt: null });
    const ring = await openKeyRing(store.db, { file, provider: fileProvider });
    expect(ring.root?.export()).toEqual(ring.keys.get('k1')?.export());
  });
});

test('a key file of another database ends the start before anything is written', async () => {
  writeFileSync(file, `k1:${Buffer.alloc(32, 9).toString('base64')}\n`, { mode: 0o600 });
  await expect(openKeyRing(store.db, { file, provider: fileProvider })).rejects.toMatchObject({
    code: 'keys_wrong',
    facts: { reason: 'other-database' },
  });
});

test('a value that names no key at all is not looked for', async () => {
  const place = tokenPlace('access_token', owner.id, 1);
  await expect(openSealed(store, place, 'plain')).rejects.toMatchObject({ code: 'value_tampered' });
  await expect(openSealed(store, place, 'ev2.k7.AAAA.AAAA')).rejects.toMatchObject({
    code: 'value_tampered',
  });
});
