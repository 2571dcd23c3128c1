import { AppError } from '@/lib/errors';
import { isPrototypeName } from '@/lib/http/prototype-names';
import { readBody } from '@/lib/http/read-body';

/** More than any form of ours can fill: 400 scopes of 120 characters and some room. */
const MAX_BYTES = 64 * 1024;

/** @throws AppError bad_content_type */
export function requireJsonType(request: Request): void {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('bad_content_type');
}

/**
 * Reads a JSON body; undefined when there is none.
 * @throws AppError body_too_large, invalid_input
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBody(request, MAX_BYTES);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), refusePrototypeNames);
  } catch (cause) {
    throw new AppError('invalid_input', { cause });
  }
}

function refusePrototypeNames(name: string, value: unknown) {
  if (isPrototypeName(name)) throw new SyntaxError(`a field may not be called ${name}`);
  return value;
}
