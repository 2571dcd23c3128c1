import type { Readable } from 'node:stream';
import { AppError } from '@/lib/errors';

/**
 * Reads a body as UTF-8 and stops at the limit, so that a flood costs no memory. The caller ends the connection.
 * @throws AppError answer_too_large, answer_invalid when it is compressed although that was not asked for
 */
export async function readBody(
  body: Readable,
  headers: Record<string, string | undefined>,
  host: string,
  limitBytes: number,
): Promise<string> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    throw new AppError('answer_invalid', { facts: { host, reason: 'it is compressed' }, retryable: true });
  }
  const tooLarge = () => new AppError('answer_too_large', { facts: { host, limitBytes }, retryable: true });
  if (Number(headers['content-length']) > limitBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
