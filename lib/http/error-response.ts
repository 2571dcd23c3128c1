import { storageError } from '@/lib/db/storage-error';
import { AppError } from '@/lib/errors';
import { InvalidInput } from '@/lib/http/parse-body';
import { problemResponse } from '@/lib/http/problem';
import { log } from '@/lib/log';

/** Whatever was thrown in a route handler, as a problem document: messages by field, a storage failure by its name. */
export function errorResponse(error: unknown): Response {
  if (error instanceof InvalidInput)
    return problemResponse(new AppError('invalid_input'), { fields: error.fields });
  return problemResponse(isDatabaseError(error) ? nameDatabaseError(error) : error);
}

/** Logged by codes only: the message of a query carries its parameters. */
function nameDatabaseError(error: Error): AppError {
  const failure = storageError(error);
  const { code } = (error.cause ?? {}) as { code?: unknown };
  log.error('database_failed', { code: failure.code, cause: code === undefined ? null : String(code) });
  return failure;
}

const isDatabaseError = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'DrizzleQueryError' || error.constructor.name === 'DrizzleQueryError');
