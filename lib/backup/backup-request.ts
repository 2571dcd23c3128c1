import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isSameSecret } from '@/lib/oauth/same-secret';

/**
 * How `npm run backup` shows the running service that it may have a back-up: it can write into the data directory, which only
 * the user of the service can. So a nightly job needs no key that somebody could take away.
 */
const fileIn = (dataDir: string) => path.join(dataDir, 'backup-request');

/** Leaves a proof that is good once. */
export function leaveRequest(dataDir: string): string {
  const proof = randomBytes(32).toString('hex');
  withdrawRequest(dataDir);
  writeFileSync(fileIn(dataDir), proof, { mode: 0o600, flag: 'wx' });
  return proof;
}

export const withdrawRequest = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

/** True once for the proof that lies in the data directory. A wrong one takes nothing away. */
export function takeRequest(dataDir: string, proof: string): boolean {
  if (!isSameSecret(readProof(dataDir), proof)) return false;
  withdrawRequest(dataDir);
  return true;
}

function readProof(dataDir: string): string | null {
  try {
    return readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return null;
  }
}
