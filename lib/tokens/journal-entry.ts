import { createHash, createSecretKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TokenGrant } from '@/lib/oauth/types';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';
import { journalPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';
import type { JournalFile } from '@/lib/tokens/journal-files';

/** What is needed to store an answer later, by any process. */
export interface WholeEntry {
  attemptId: string;
  grant: TokenGrant;
  requestedScopes: string[] | null;
  consentedAt: Date | null;
  configurationHash: string;
}

/** Of an answer that was not verified, or could not be used: only this is used, and only for one more request. */
export interface RescuedEntry {
  attemptId: string;
  refreshToken: string;
  /** Fingerprint of the refresh token that it came for and that is spent; absent where the server gave the same one back. */
  spent?: string;
}

/** Tells two refresh tokens apart without keeping one (SHA-256, base64url). */
export const fingerprintOf = (refreshToken: string): string =>
  createHash('sha256').update(refreshToken).digest('base64url');

export type JournalEntry = WholeEntry | RescuedEntry;

export const isWhole = (entry: JournalEntry | null): entry is WholeEntry =>
  entry !== null && 'grant' in entry;

/**
 * A key from the root secret, which outlives every key of the ring: adding and dropping keys never has to look at files that
 * other machines hold.
 */
const journalRing = (ring: KeyRing): KeyRing => ({
  ...ring,
  currentId: 'journal',
  keys: new Map([['journal', createSecretKey(deriveKey(ring, 'journal'))]]),
});

type Place = Pick<JournalFile, 'accountId' | 'version'>;

/** One line of a journal file, sealed to its account and version. */
export const sealEntry = (ring: KeyRing, { accountId, version }: Place, entry: JournalEntry): string =>
  `${seal(journalRing(ring), journalPlace(accountId, version), JSON.stringify(entry))}\n`;

/**
 * The last whole line of a file; null for a request that is on its way or was never answered, and for a line that was cut while
 * it was written. @throws AppError value_tampered, keys_wrong
 */
export async function readEntry(
  ring: KeyRing,
  { file, accountId, version }: JournalFile,
): Promise<JournalEntry | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const line = text.split('\n').slice(0, -1).at(-1);
  if (line === undefined) return null;
  const entry: JournalEntry = JSON.parse(unseal(journalRing(ring), journalPlace(accountId, version), line));
  if (!isWhole(entry)) return entry;
  return {
    ...entry,
    consentedAt: entry.consentedAt && new Date(entry.consentedAt),
    grant: { ...entry.grant, obtainedAt: new Date(entry.grant.obtainedAt) },
  };
}
