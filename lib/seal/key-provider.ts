import { AppError } from '@/lib/errors';

/**
 * What protects the keys of the ring while they lie in the key file. The ring is opened through it once, at the start
 * and when the file changes, and kept in memory: renewals go on while a provider is away.
 */
export interface KeyProvider {
  readonly name: 'file' | 'vault';
  /** Does the text behind `k1:` belong to this provider? */
  owns(text: string): boolean;
  /** The 32 bytes of a key. @throws AppError keys_wrong, key_provider_failed */
  open(text: string): Promise<Buffer>;
  /** The text that stands for a key in the file. @throws AppError key_provider_failed */
  wrap(key: Buffer): Promise<string>;
}

export const KEY_BYTES = 32;
const PLAIN = /^[A-Za-z0-9+/]{43}=$/;

/** The default: a key stands in the file as it is, and the rights of the file protect it. */
export const fileProvider: KeyProvider = {
  name: 'file',
  owns: (text) => PLAIN.test(text),
  async open(text) {
    if (!PLAIN.test(text)) throw new AppError('keys_wrong', { facts: { reason: 'malformed' } });
    return Buffer.from(text, 'base64');
  },
  wrap: async (key) => key.toString('base64'),
};
