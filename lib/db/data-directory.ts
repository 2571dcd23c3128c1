import { mkdirSync } from 'node:fs';
import { AppError } from '@/lib/errors';

/** Makes the data directory, for this user only: beside a PostgreSQL server, too, the journal lies in it. @throws AppError data_directory_unwritable */
export function makeDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('data_directory_unwritable', { cause, facts: { directory } });
  }
}
