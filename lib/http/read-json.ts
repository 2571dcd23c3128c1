import { AppError } from '@/lib/errors';

/** More than any form of ours can fill: 400 scopes of 120 characters and some room. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads a JSON body, counting bytes as they come: a `Content-Length` is a claim, not a size.
 * @throws AppError bad_content_type, body_too_large, invalid_input
 */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('bad_content_type');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MAX_BYTES) {
      await reader?.cancel();
      throw new AppError('body_too_large', { facts: { maxBytes: MAX_BYTES } });
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new AppError('invalid_input', { cause });
  }
}
