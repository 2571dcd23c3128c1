import { storageError } from '@/lib/db/storage-error';
import { AppError } from '@/lib/errors';
import { InvalidBody } from '@/lib/http/parse-body';
import { problemResponse } from '@/lib/http/problem';

/** Whatever was thrown in a route handler, as a problem document: messages by field, a storage failure by its name. */
export function errorResponse(error: unknown): Response {
  if (error instanceof InvalidBody)
    return problemResponse(new AppError('invalid_input'), { fields: error.fields });
  return problemResponse(isDatabaseError(error) ? storageError(error) : error);
}

const isDatabaseError = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'DrizzleQueryError' || error.constructor.name === 'DrizzleQueryError');
