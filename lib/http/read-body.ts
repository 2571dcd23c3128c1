import { AppError } from '@/lib/errors';

/**
 * Reads a body, counting bytes as they come: a `Content-Length` is a claim, not a size, but a claim to be too large is
 * enough to stop.
 * @throws AppError body_too_large
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new AppError('body_too_large', { facts: { maxBytes } });
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
