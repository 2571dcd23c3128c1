import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { proveKeyRing } from '@/lib/db/canary';
import { accounts, authorizations, people, sealCanaries, sealedSecrets, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { writeKeyFile } from '@/lib/seal/key-file';
import { fileProvider } from '@/lib/seal/key-provider';
import { authorizationPlace, clientSecretPlace, tokenPlace, totpPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';
import { makeKeyRing } from '@/test/key-ring';
import { makePerson } from '@/test/person';

const made = () => `made-up-${randomBytes(24).toString('base64url')}`;

/** Puts the ring of a test's store into a key file of its own, as in a running process. Returns the file. */
export function keepRingInFile(store: Store): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'caw-ring-')), 'keys');
  const lines = [...store.ring.keys].map(([id, key]) => `${id}:${key.export().toString('base64')}`);
  writeKeyFile(file, `${lines.join('\n')}\n`);
  store.ring.source = { file, provider: fileProvider, readAtMs: statSync(file).mtimeMs };
  return file;
}

/** One database for a file of tests: takes every sealed value away and gives the store a new ring in a new file, which is returned. */
export async function startAnew(store: Store): Promise<string> {
  const { db, ring } = store;
  for (const table of [authorizations, tokens, accounts, sealedSecrets, sealCanaries]) await db.delete(table);
  await db.update(people).set({ totpSecretSealed: null });
  const { root } = ring;
  Object.assign(ring, makeKeyRing(), { root });
  await proveKeyRing(db, ring);
  return keepRingInFile(store);
}

/** Accounts with a value in every sealed column, and somebody with an authenticator app. Returns the accounts' ids. */
export async function fillSealedColumns(store: Store, count: number): Promise<string[]> {
  const { db, ring } = store;
  const owner: Person = await makePerson(store);
  await db
    .update(people)
    .set({ totpSecretSealed: seal(ring, totpPlace('totp_secret', owner.id, 0), made()) })
    .where(eq(people.id, owner.id));
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) {
    await db.insert(accounts).values({
      id,
      ownerId: owner.id,
      label: `Account ${id.slice(0, 4)}`,
      accountType: 'other',
      instanceUrl: 'https://acme-test.coupahost.com',
      clientSource: 'new',
      clientId: 'made-up-client',
      clientSecretSealed: seal(ring, clientSecretPlace(id, 1), made()),
      clientSecretSavedAt: new Date(),
      secretVersion: 1,
      finishedStep: 4,
    });
    await db.insert(tokens).values({ accountId: id, ...sealedTokens(store, id, 1), ...AROUND });
    const journey = randomUUID();
    await db.insert(authorizations).values({
      id: journey,
      accountId: id,
      sessionIdHash: 's',
      stateHash: randomUUID(),
      verifierSealed: seal(ring, authorizationPlace('verifier', journey), made()),
      nonceSealed: seal(ring, authorizationPlace('nonce', journey), made()),
      configurationHash: 'h',
      expiresAt: new Date(Date.now() + 600_000),
    });
  }
  return ids;
}

/** New tokens for a version of the row, sealed with the key that seals now. */
export const sealedTokens = ({ ring }: Store, id: string, version: number) => ({
  version,
  accessTokenSealed: seal(ring, tokenPlace('access_token', id, version), made()),
  refreshTokenSealed: seal(ring, tokenPlace('refresh_token', id, version), made()),
  idTokenSealed: seal(ring, tokenPlace('id_token', id, version), made()),
});

const AROUND = {
  configurationHash: 'h',
  obtainedAt: new Date('2026-11-24T10:00:00Z'),
  expiresAt: new Date('2026-11-25T10:00:00Z'),
  expirySource: 'response' as const,
  traces: [],
};
