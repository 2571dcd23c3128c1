import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, isAbandoned, type JournalEntry, readEntry, takeSlot } from '@/lib/tokens/journal';
import { makeKeyRing } from '@/test/key-ring';

const ring = makeKeyRing();
const NOW = new Date('2026-11-24T10:00:00Z');
const directory = () => mkdtempSync(path.join(tmpdir(), 'caw-journal-'));

const entry = (accountId: string, version = 2): Omit<JournalEntry, 'attemptId'> => ({
  accountId,
  version,
  requestedScopes: ['core.common.read'],
  consentedAt: NOW,
  configurationHash: 'made-up-hash',
  grant: {
    accessToken: 'made-up-access',
    refreshToken: 'made-up-refresh',
    expiresInSeconds: 86_399,
    expirySource: 'response',
    idToken: null,
    responseScopes: null,
    authMethod: 'client_secret_post',
    obtainedAt: NOW,
    trace: {
      method: 'POST',
      url: 'https://x.example',
      sent: {},
      startedAt: NOW.toISOString(),
      durationMs: 1,
    },
    earlier: [],
  },
});

async function written(folder: string, accountId: string, version = 2) {
  const slot = await takeSlot(folder, ring, accountId, version);
  await slot.write(entry(accountId, version));
  return slot;
}

const only = async (folder: string, accountId: string) => {
  const [file, ...others] = await filesOf(folder, accountId);
  if (!file || others.length > 0) throw new Error('not one file');
  return file;
};

test('an answer that was written is read back by whoever has the keys, sealed on disk', async () => {
  const folder = directory();
  const accountId = randomUUID();
  const { attemptId } = await written(folder, accountId);
  const file = await only(folder, accountId);
  expect(await readEntry(ring, file)).toEqual({ ...entry(accountId), attemptId });
  expect(readFileSync(file.file, 'utf8')).not.toContain('made-up');
});

test('a request without an answer yet, and an answer cut anywhere, are no answer', async () => {
  const folder = directory();
  const accountId = randomUUID();
  await takeSlot(folder, ring, accountId, 2);
  expect(await readEntry(ring, await only(folder, accountId))).toBeNull();

  const cut = randomUUID();
  await written(folder, cut);
  const { file, ...rest } = await only(folder, cut);
  for (const bytes of [readFileSync(file).length - 1, 100, 1, 0]) {
    truncateSync(file, bytes);
    expect(await readEntry(ring, { file, ...rest })).toBeNull();
  }
});

test('a file put in the place of another account or version does not open', async () => {
  const folder = directory();
  const accountId = randomUUID();
  await written(folder, accountId);
  const file = await only(folder, accountId);
  await expect(readEntry(ring, { ...file, version: 3 })).rejects.toThrow('value_tampered');
  await expect(readEntry(ring, { ...file, accountId: randomUUID() })).rejects.toThrow('value_tampered');
});

test('what the database has is settled: the newest stays, older ones go, a later answer is not touched', async () => {
  const folder = directory();
  const accountId = randomUUID();
  const [first, second, third] = [
    await written(folder, accountId, 2),
    await written(folder, accountId, 3),
    await written(folder, accountId, 4),
  ];
  await first.settle();
  await second.settle();
  expect((await filesOf(folder, accountId)).map(({ version, isSettled }) => [version, isSettled])).toEqual([
    [4, false],
    [3, true],
  ]);
  await third.settle();
  const file = await only(folder, accountId);
  expect(file).toMatchObject({ version: 4, isSettled: true });
  expect((await readEntry(ring, file))?.attemptId).toBe(third.attemptId);
});

test('no answer leaves nothing behind', async () => {
  const folder = directory();
  const accountId = randomUUID();
  const slot = await takeSlot(folder, ring, accountId, 2);
  await slot.discard();
  expect(await filesOf(folder, accountId)).toEqual([]);
});

test('a folder that cannot be written is found out before a request leaves', async () => {
  const inTheWay = path.join(directory(), 'file');
  writeFileSync(inTheWay, '');
  await expect(takeSlot(inTheWay, ring, randomUUID(), 1)).rejects.toThrow('data_directory_unwritable');
});

test('an empty file is abandoned after ten minutes, a written one never', async () => {
  const folder = directory();
  const accountId = randomUUID();
  await takeSlot(folder, ring, accountId, 2);
  const file = await only(folder, accountId);
  const later = new Date(Date.now() + 11 * 60_000);
  expect(await isAbandoned(file, new Date())).toBe(false);
  expect(await isAbandoned(file, later)).toBe(true);
  const other = randomUUID();
  await written(folder, other);
  const kept = await only(folder, other);
  utimesSync(kept.file, 0, 0);
  expect(await isAbandoned(kept, later)).toBe(false);
});
