import { AppError, type ErrorCode } from '@/lib/errors';

/** PostgreSQL SQLSTATE and operating-system codes that a person can act on. */
const CODES: Record<string, ErrorCode> = {
  '53100': 'storage_full',
  ENOSPC: 'storage_full',
  EDQUOT: 'storage_full',
  EROFS: 'data_directory_unwritable',
  EACCES: 'data_directory_unwritable',
  EPERM: 'data_directory_unwritable',
  '25006': 'data_directory_unwritable',
};

/** Names a failure of the database by its deepest known code; drizzle and PGlite wrap the original as `cause`. */
export function storageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  for (let each: unknown = error, depth = 0; each instanceof Object && depth < 6; depth += 1) {
    const { code, errno, cause, message } = each as {
      code?: unknown;
      errno?: unknown;
      cause?: unknown;
      message?: unknown;
    };
    const known = CODES[String(code)] ?? codeFromEmscripten(errno) ?? codeFromText(message);
    if (known) return new AppError(known, { cause: error, retryable: true });
    each = cause;
  }
  return new AppError('database_unavailable', { cause: error, retryable: true });
}

/** PGlite's file system reports Emscripten's own numbers: 51 no space, 69 read-only, 2 no access, 63 not permitted. */
function codeFromEmscripten(errno: unknown): ErrorCode | undefined {
  if (errno === 51) return 'storage_full';
  return errno === 69 || errno === 2 || errno === 63 ? 'data_directory_unwritable' : undefined;
}

function codeFromText(message: unknown): ErrorCode | undefined {
  if (typeof message !== 'string') return undefined;
  if (/no space left on device/i.test(message)) return 'storage_full';
  return /read-only file system|permission denied/i.test(message) ? 'data_directory_unwritable' : undefined;
}
