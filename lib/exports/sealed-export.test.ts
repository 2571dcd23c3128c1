import { expect, test } from 'vitest';
import { openExport, sealExport } from '@/lib/exports/sealed-export';

const CONTENT = { clientId: 'made-up-client', clientSecret: 'made-up-secret', note: 'ключ 🔑' };
const PASSPHRASE = 'a made-up passphrase';
/** One sealing costs 128 MB and a good part of a second. */
const sealing = sealExport(CONTENT, PASSPHRASE);

test('opens with its passphrase, also as another keyboard types it', async () => {
  expect(await openExport(await sealing, PASSPHRASE)).toEqual(CONTENT);
  const typed = await sealExport(CONTENT, 'Zürich is a long word');
  expect(await openExport(typed, 'Zu\u0308rich is a long word')).toEqual(CONTENT);
});

test('[ASVS-11.4.2] [ASVS-11.4.4] derives its key with scrypt, N = 2^17, r = 8, p = 1, and names that in the file', async () => {
  const file = JSON.parse(await sealing);
  expect(file).toMatchObject({
    format: 'coupa-account-wizard sealed export',
    version: 1,
    kdf: { name: 'scrypt', N: 131_072, r: 8, p: 1 },
    cipher: { name: 'aes-256-gcm' },
  });
  expect(Buffer.from(file.kdf.salt, 'base64')).toHaveLength(16);
  expect(await sealing).not.toContain('made-up');
  const again = JSON.parse(await sealExport(CONTENT, PASSPHRASE));
  expect([again.kdf.salt, again.cipher.iv]).not.toEqual([file.kdf.salt, file.cipher.iv]);
});

test('[ASVS-11.3.3] a wrong passphrase and a changed file look the same: nothing opens', async () => {
  const file = JSON.parse(await sealing);
  const sealed = Buffer.from(file.sealed, 'base64');
  sealed[3] = (sealed[3] ?? 0) ^ 1;
  const cut = Buffer.from(file.sealed, 'base64');
  for (const [what, text, passphrase] of [
    ['another passphrase', await sealing, `${PASSPHRASE} `],
    ['a flipped byte', JSON.stringify({ ...file, sealed: sealed.toString('base64') }), PASSPHRASE],
    ['a cut tag', JSON.stringify({ ...file, sealed: cut.subarray(0, -12).toString('base64') }), PASSPHRASE],
    ['another version', JSON.stringify({ ...file, version: 2 }), PASSPHRASE],
    ['a cheaper key', JSON.stringify({ ...file, kdf: { ...file.kdf, N: 2 } }), PASSPHRASE],
    ['a dearer key', JSON.stringify({ ...file, kdf: { ...file.kdf, N: 2 ** 30 } }), PASSPHRASE],
    ['another salt', JSON.stringify({ ...file, kdf: { ...file.kdf, salt: 'AAAA' } }), PASSPHRASE],
    ['no file', '<html>', PASSPHRASE],
    ['null', 'null', PASSPHRASE],
  ] as const)
    expect(await openExport(text, passphrase), what).toBeNull();
});
