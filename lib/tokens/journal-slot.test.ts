import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readEntry, type WholeEntry } from '@/lib/tokens/journal-entry';
import { dropAccount, isAbandoned, type JournalFile, listKept, listOpen } from '@/lib/tokens/journal-files';
import { takeSlot } from '@/lib/tokens/journal-slot';
import { makeKeyRing } from '@/test/key-ring';

const ring = makeKeyRing();
const NOW = new Date('2026-11-24T10:00:00Z');
const directory = () => mkdtempSync(path.join(tmpdir(), 'caw-journal-'));

const entry: Omit<WholeEntry, 'attemptId'> = {
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
};

const take = (folder: string, accountId: string, version = 2, attemptId: string = randomUUID()) =>
  takeSlot(folder, ring, { accountId, version, attemptId });

async function written(folder: string, accountId: string, version = 2, attemptId: string = randomUUID()) {
  const slot = await take(folder, accountId, version, attemptId);
  await slot.write(entry);
  return slot;
}

async function only(folder: string, accountId?: string): Promise<JournalFile> {
  const [file, ...others] = await listOpen(folder, accountId);
  if (!file || others.length > 0) throw new Error('not one file');
  return file;
}

async function kept(folder: string): Promise<JournalFile[]> {
  const all: JournalFile[] = [];
  for await (const files of listKept(folder)) all.push(...files);
  return all;
}

test('an answer that was written is read back by whoever has the keys, sealed on disk', async () => {
  const folder = directory();
  const attemptId = randomUUID();
  await written(folder, randomUUID(), 2, attemptId);
  const file = await only(folder);
  expect(await readEntry(ring, file)).toEqual({ ...entry, attemptId });
  expect(readFileSync(file.file, 'utf8')).not.toContain('made-up');
});

test('a rescued refresh token, then the whole answer: the last whole line counts', async () => {
  const folder = directory();
  const slot = await take(folder, randomUUID());
  await slot.write({ refreshToken: 'made-up-rescued' });
  const file = await only(folder);
  const rescued = await readEntry(ring, file);
  expect(rescued).toMatchObject({ refreshToken: 'made-up-rescued' });
  await slot.write(entry);
  expect(await readEntry(ring, file)).toMatchObject(entry);
  truncateSync(file.file, readFileSync(file.file).length - 1);
  expect(await readEntry(ring, file)).toEqual(rescued);
});

test('an answer whose file was taken away meanwhile gets one again', async () => {
  const folder = directory();
  const slot = await take(folder, randomUUID());
  const file = await only(folder);
  rmSync(file.file);
  await slot.write(entry);
  expect(await readEntry(ring, file)).toMatchObject(entry);
});

test('a request without an answer yet, and an answer cut anywhere, are no answer', async () => {
  const folder = directory();
  const accountId = randomUUID();
  await take(folder, accountId);
  expect(await readEntry(ring, await only(folder, accountId))).toBeNull();

  const cut = randomUUID();
  await written(folder, cut);
  const file = await only(folder, cut);
  for (const bytes of [readFileSync(file.file).length - 1, 100, 1, 0]) {
    truncateSync(file.file, bytes);
    expect(await readEntry(ring, file)).toBeNull();
  }
});

test('a file put in the place of another account or version does not open', async () => {
  const folder = directory();
  await written(folder, randomUUID());
  const file = await only(folder);
  await expect(readEntry(ring, { ...file, version: 3 })).rejects.toThrow('value_tampered');
  await expect(readEntry(ring, { ...file, accountId: randomUUID() })).rejects.toThrow('value_tampered');
});

test('what the database has is kept: the newest of an account, while a later answer is still open', async () => {
  const folder = directory();
  const accountId = randomUUID();
  const last = randomUUID();
  await (await written(folder, accountId, 2)).settle();
  await (await written(folder, accountId, 3)).settle();
  const third = await written(folder, accountId, 4, last);
  expect((await kept(folder)).map(({ version }) => version)).toEqual([3]);
  expect(await only(folder)).toMatchObject({ version: 4 });
  await third.settle();
  expect(await listOpen(folder)).toEqual([]);
  const [file, ...others] = await kept(folder);
  expect(others).toEqual([]);
  expect(file && (await readEntry(ring, file))?.attemptId).toBe(last);
});

test('no answer leaves nothing behind, and neither does an account that is gone', async () => {
  const folder = directory();
  const [accountId, other] = [randomUUID(), randomUUID()];
  await (await take(folder, accountId)).discard();
  expect(await listOpen(folder)).toEqual([]);

  await (await written(folder, accountId, 2)).settle();
  await (await written(folder, accountId, 3)).leave();
  await (await written(folder, other, 2)).settle();
  await dropAccount(folder, accountId);
  expect(await listOpen(folder)).toEqual([]);
  expect((await kept(folder)).map((file) => file.accountId)).toEqual([other]);
});

test('a folder that cannot be written is found out before a request leaves', async () => {
  const inTheWay = path.join(directory(), 'file');
  writeFileSync(inTheWay, '');
  await expect(take(inTheWay, randomUUID())).rejects.toThrow('data_directory_unwritable');
});

test('an empty file is abandoned after ten minutes, a written one never', async () => {
  const folder = directory();
  const later = Date.now() + 11 * 60_000;
  const [accountId, other] = [randomUUID(), randomUUID()];
  await take(folder, accountId);
  const file = await only(folder, accountId);
  expect(await isAbandoned(file)).toBe(false);
  expect(await isAbandoned(file, later)).toBe(true);
  await written(folder, other);
  const answered = await only(folder, other);
  utimesSync(answered.file, 0, 0);
  expect(await isAbandoned(answered, later)).toBe(false);
});
