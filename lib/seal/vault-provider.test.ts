import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { withKeyLine } from '@/lib/seal/key-file';
import { fileProvider } from '@/lib/seal/key-provider';
import { deriveKey } from '@/lib/seal/key-ring';
import { loadKeyRing, openKeyLines } from '@/lib/seal/load-key-ring';
import { moveKeys } from '@/lib/seal/move-keys';
import { seal, unseal } from '@/lib/seal/seal';
import { vaultProvider } from '@/lib/seal/vault-provider';
import { makeCertificate } from '@/test/authorization-server/certificate';
import { data, errors, VaultServer } from '@/test/vault-server';

const vault = new VaultServer();
const secure = new VaultServer(makeCertificate({ host: 'localhost' }));
beforeAll(() => Promise.all([vault.start(), secure.start()]));
afterAll(() => Promise.all([vault.stop(), secure.stop()]));

const place = { table: 't', column: 'c', rowId: 'r', version: 1 };
const folder = () => mkdtempSync(path.join(tmpdir(), 'caw-vault-'));
const provider = (parts: object = {}) =>
  vaultProvider({
    address: vault.address,
    transitKey: vault.transitKey,
    namespace: null,
    token: { value: vault.token },
    ...parts,
  });

/** What went wrong, as a person reads it, and never with a secret in it. */
async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof AppError)) return String(error);
  const { code, facts, message, cause } = error;
  expect(JSON.stringify({ code, facts, message, cause })).not.toContain(vault.token);
  return `${code}: ${facts.reason}`;
}

describe('[ASVS-13.3.3] the key ring under the Vault transit engine', () => {
  test('lies in the file as ciphertexts only, and seals and opens as a ring of the file does', async () => {
    const file = path.join(folder(), 'keys');
    const made = await loadKeyRing({ file, provider: provider() }, true);
    expect(readFileSync(file, 'utf8')).toMatch(/^k1:vault:v1:\S+\n$/);
    const again = await loadKeyRing({ file, provider: provider() }, false);
    expect(unseal(again, place, seal(made, place, 'plain'))).toBe('plain');
    const root = made.keys.get('k1') ?? null;
    expect(deriveKey({ ...made, root }, 'a')).toHaveLength(32);
  });

  test('goes on while Vault is away, because the keys are in memory', async () => {
    const away = new VaultServer();
    await away.start();
    const file = path.join(folder(), 'keys');
    const ring = await loadKeyRing({ file, provider: provider({ address: away.address }) }, true);
    await away.stop();
    expect(unseal(ring, place, seal(ring, place, 'plain'))).toBe('plain');
    expect(
      await reasonOf(loadKeyRing({ file, provider: ring.source?.provider ?? provider() }, false)),
    ).toMatch(/^key_provider_failed: the connection failed \(ECONN/);
  });

  test('sends token, namespace and key name, and reads the token from its file each time', async () => {
    const file = path.join(folder(), 'token');
    writeFileSync(file, 'an-older-token\n', { mode: 0o600 });
    const read = provider({ token: { file }, namespace: 'made-up/team' });
    expect(await reasonOf(read.wrap(randomBytes(32)))).toContain('refused the token');
    writeFileSync(file, `${vault.token}\n`);
    await read.wrap(randomBytes(32));
    const { path: asked, headers } = vault.seen.at(-1) ?? { path: '', headers: {} };
    expect(asked).toBe('/v1/transit/encrypt/coupa-account-wizard');
    expect(headers).toMatchObject({ 'x-vault-namespace': 'made-up/team', 'x-vault-request': 'true' });
  });

  test('[ASVS-13.3.2] takes no token from a file that others can read, nor from none', async () => {
    const file = path.join(folder(), 'token');
    writeFileSync(file, vault.token, { mode: 0o600 });
    chmodSync(file, 0o644);
    const asked = vault.seen.length;
    expect(await reasonOf(provider({ token: { file } }).wrap(randomBytes(32)))).toContain('others can read');
    expect(await reasonOf(provider({ token: { file: `${file}.gone` } }).wrap(randomBytes(32)))).toContain(
      'there is no file',
    );
    expect(vault.seen.length).toBe(asked);
  });

  test.each<[string, Parameters<VaultServer['next']>[0], string]>([
    ['is sealed', (response) => errors(response, 503, 'Vault is sealed'), 'sealed or in maintenance (503)'],
    ['is a standby', (response) => errors(response, 429), 'a standby node (429)'],
    ['fails', (response) => errors(response, 500, 'internal'), 'status 500'],
    [
      'answers with HTML',
      (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
      'its answer is not that of Vault',
    ],
    ['answers with an array', (response) => void response.end('[]'), 'its answer is not that of Vault'],
    ['answers with null', (response) => void response.end('null'), 'its answer is not that of Vault'],
    [
      'redirects',
      (response) => void response.writeHead(307, { Location: 'http://localhost:1/' }).end(),
      'it redirects (307)',
    ],
    ['says nothing', () => undefined, 'no answer in 0.3 seconds'],
    ['drips', (response) => void response.writeHead(200).write('{'), 'no answer in 0.3 seconds'],
    [
      'floods',
      (response) => void response.writeHead(200).end(Buffer.alloc(10_000_000, 32)),
      'its answer is too large',
    ],
    ['hangs up', (response) => void response.socket?.destroy(), 'the connection failed (UND_ERR_SOCKET)'],
    [
      'opens a key of another size',
      (response) => data(response, { plaintext: randomBytes(16).toString('base64') }),
      'not a key of 32 bytes',
    ],
    ['opens nothing', (response) => data(response, {}), 'not a key of 32 bytes'],
    ['opens a number', (response) => data(response, { plaintext: 7 }), 'not a key of 32 bytes'],
  ])('opens nothing and says why when Vault %s', async (_, answer, reason) => {
    const text = await provider().wrap(randomBytes(32));
    vault.next(answer);
    expect(
      await reasonOf(provider({ deadlineMs: reason.startsWith('no answer') ? 300 : 5000 }).open(text)),
    ).toMatch(new RegExp(`^key_provider_failed: .*${reason.replace(/[()]/g, '\\$&')}`));
  });

  test('opens nothing with a wrong token, or when the transit key is not there', async () => {
    const text = await provider().wrap(randomBytes(32));
    expect(await reasonOf(provider({ token: { value: 'another' } }).open(text))).toContain('(403)');
    expect(await reasonOf(provider({ transitKey: 'missing' }).open(text))).toContain('(404)');
  });

  test('opens no ciphertext of another transit key, and no key that was never wrapped', async () => {
    const text = await provider().wrap(randomBytes(32));
    vault.replaceKey();
    expect(await reasonOf(openKeyLines(`k1:${text}`, provider()))).toContain(
      'another key made this ciphertext',
    );
    const plain = `k1:${randomBytes(32).toString('base64')}`;
    expect(await reasonOf(openKeyLines(plain, provider()))).toBe('keys_wrong: other-provider');
  });

  test('takes no answer to wrapping that is no ciphertext', async () => {
    vault.next((response) => data(response, { ciphertext: 'k9:plain\nk8:plain' }));
    expect(await reasonOf(provider().wrap(randomBytes(32)))).toContain('holds no ciphertext');
  });

  test('takes over the keys of a file, and gives them back, without changing one of them', async () => {
    const file = path.join(folder(), 'keys');
    const before = await loadKeyRing({ file, provider: fileProvider }, true);
    const text = `# kept\n${readFileSync(file, 'utf8')}`;
    writeFileSync(file, withKeyLine(text, { id: 'k2', text: randomBytes(32).toString('base64') }));
    const plain = readFileSync(file, 'utf8');
    const sealed = seal(before, place, 'plain');

    expect(await moveKeys(file, fileProvider, provider())).toBe(2);
    expect(readFileSync(file, 'utf8')).toMatch(/^k2:vault:v1:\S+\n# kept\nk1:vault:v1:\S+\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(unseal(await loadKeyRing({ file, provider: provider() }, false), place, sealed)).toBe('plain');
    expect(await reasonOf(loadKeyRing({ file, provider: fileProvider }, false))).toBe(
      'keys_wrong: other-provider',
    );
    expect(await reasonOf(moveKeys(file, fileProvider, provider()))).toBe('keys_wrong: other-provider');

    expect(await moveKeys(file, provider(), fileProvider)).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(plain);
  });

  test('takes over nothing when Vault fails half way', async () => {
    const file = path.join(folder(), 'keys');
    await loadKeyRing({ file, provider: fileProvider }, true);
    const before = readFileSync(file, 'utf8');
    vault.next((response) => errors(response, 503));
    expect(await reasonOf(moveKeys(file, fileProvider, provider()))).toContain('(503)');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('speaks to no server whose certificate nobody vouches for', async () => {
    const reason = await reasonOf(provider({ address: secure.address }).wrap(randomBytes(32)));
    expect(reason).toMatch(/^key_provider_failed: the connection failed \((DEPTH_ZERO_)?SELF_SIGNED/);
    expect(secure.seen).toEqual([]);
  });
});
