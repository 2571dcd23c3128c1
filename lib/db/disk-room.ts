import { statfsSync } from 'node:fs';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** Four segments of PostgreSQL's write-ahead log. */
export const RESERVED_BYTES = 64 * 1024 * 1024;

/**
 * Refuses to write while the disk of the embedded database is nearly full. PGlite answers most of a full disk with an
 * error, but spins for ever, and the whole process with it, once its write-ahead log cannot grow (measured on 0.5.16);
 * so writing stops while there is still room for a few segments. A PostgreSQL server looks after its own disk.
 * @throws AppError storage_full (facts: directory, freeMegabytes)
 */
export function requireRoomToWrite(reservedBytes = RESERVED_BYTES): void {
  const { databaseUrl, dataDir } = env();
  if (!databaseUrl) requireRoom(dataDir, reservedBytes);
}

/** The same for a directory that exists. */
export function requireRoom(directory: string, reservedBytes = RESERVED_BYTES): void {
  const { bavail, bsize } = statfsSync(directory);
  const freeBytes = bavail * bsize;
  if (freeBytes >= reservedBytes) return;
  const freeMegabytes = Math.floor(freeBytes / 1024 / 1024);
  throw new AppError('storage_full', { retryable: true, facts: { directory, freeMegabytes } });
}
