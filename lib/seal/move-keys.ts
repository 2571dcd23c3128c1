import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { parseKeyLines, readKeyFile, writeKeyFile } from '@/lib/seal/key-file';
import type { KeyProvider } from '@/lib/seal/key-provider';

/**
 * Writes the key file anew under another provider, key by key, in one step; what cannot be opened again changes nothing.
 * Returns the number of keys. @throws AppError keys_missing, keys_wrong, key_provider_failed, data_directory_unwritable
 */
export async function moveKeys(file: string, from: KeyProvider, to: KeyProvider): Promise<number> {
  const text = readKeyFile(file);
  const lines = parseKeyLines(text);
  let moved = text;
  for (const line of lines) {
    if (!from.owns(line.text))
      throw new AppError('keys_wrong', { facts: { file, reason: 'other-provider', keyId: line.id } });
    const key = await from.open(line.text);
    const wrapped = await to.wrap(key);
    const again = await to.open(wrapped);
    if (!timingSafeEqual(again, key))
      throw new AppError('keys_wrong', { facts: { file, reason: 'malformed' } });
    for (const bytes of [key, again]) bytes.fill(0);
    moved = moved.replace(`${line.id}:${line.text}`, `${line.id}:${wrapped}`);
  }
  writeKeyFile(file, moved);
  return lines.length;
}
