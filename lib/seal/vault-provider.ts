import { readFileSync, statSync } from 'node:fs';
import { AppError } from '@/lib/errors';
import { KEY_BYTES, type KeyProvider } from '@/lib/seal/key-provider';
import { askVault } from '@/lib/seal/vault-request';

export interface VaultOptions {
  /** Origin of the server, https unless it is this machine. */
  address: string;
  transitKey: string;
  namespace: string | null;
  token: { value: string } | { file: string };
  deadlineMs?: number;
}

const CIPHERTEXT = /^vault:v\d{1,6}:[A-Za-z0-9+/=]{20,1000}$/;

/**
 * HashiCorp Vault's transit engine (`POST /v1/transit/decrypt/:name`, `/encrypt/:name`): the key file then holds what
 * Vault made of each key, and a copied disk opens nothing. Vault is asked at the start and when a key is added.
 */
export function vaultProvider(options: VaultOptions): KeyProvider {
  const { address, transitKey, namespace, deadlineMs } = options;
  const ask = (action: 'encrypt' | 'decrypt', body: Record<string, string>) =>
    askVault({
      url: new URL(`/v1/transit/${action}/${encodeURIComponent(transitKey)}`, address),
      headers: {
        'x-vault-token': readToken(options),
        'x-vault-request': 'true',
        ...(namespace && { 'x-vault-namespace': namespace }),
      },
      body,
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
  const failed = (reason: string) =>
    new AppError('key_provider_failed', { facts: { host: new URL(address).host, reason } });

  return {
    name: 'vault',
    owns: (text) => CIPHERTEXT.test(text),
    async open(text) {
      const { plaintext } = await ask('decrypt', { ciphertext: text });
      const key = typeof plaintext === 'string' ? Buffer.from(plaintext, 'base64') : Buffer.alloc(0);
      if (key.length !== KEY_BYTES) throw failed('what it opened is not a key of 32 bytes');
      return key;
    },
    async wrap(key) {
      const { ciphertext } = await ask('encrypt', { plaintext: key.toString('base64') });
      if (typeof ciphertext !== 'string' || !CIPHERTEXT.test(ciphertext))
        throw failed('its answer holds no ciphertext');
      return ciphertext;
    },
  };
}

/** Read anew each time: an agent may renew it. Never part of an error. */
function readToken({ token, address }: VaultOptions): string {
  if ('value' in token) return token.value;
  const failed = (reason: string) =>
    new AppError('key_provider_failed', { facts: { host: new URL(address).host, reason } });
  const stat = statSync(token.file, { throwIfNoEntry: false });
  if (!stat) throw failed('there is no file at VAULT_TOKEN_FILE');
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
    throw failed('others can read VAULT_TOKEN_FILE; its mode must be 0600');
  return readFileSync(token.file, 'utf8').trim();
}
