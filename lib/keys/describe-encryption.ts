import type { Store } from '@/lib/db/store';
import { countUses, type KeyUse, listKnownKeys, listSecretsFromBefore } from '@/lib/keys/data';
import { isSettled } from '@/lib/keys/drop-key';
import { rewrappingState } from '@/lib/keys/rewrapping';

/** Client secrets older than this are named on the page: Coupa ends none by itself, so somebody must (ASVS 13.3.4). */
export const SECRET_MAX_AGE_DAYS = 365;
const DAY_MS = 86_400_000;

export interface KeyView {
  id: string;
  /** ISO 8601; null for a key from before this was kept. */
  since: string | null;
  /** Number of values that are sealed with it. */
  count: number;
  /** Where those values stand: "Client secrets: 3". */
  places: string[];
  /** Why it cannot be dropped; null when it can. */
  staysBecause: 'current' | 'in-use' | 'too-new' | null;
}

export interface EncryptionView {
  provider: 'file' | 'vault';
  /** Where the key file is; null for a ring in memory. */
  file: string | null;
  keys: KeyView[];
  /** `left` counts over all processes, `done` and `isRunning` are this one's. */
  rewrapping: { isRunning: boolean; done: number; left: number; unusable: number };
  oldSecrets: { accountId: string; label: string; savedAt: string }[];
  secretMaxAgeDays: number;
}

/** The state of the key ring as the page and the API show it; no key is in it. */
export async function describeEncryption(store: Store, now: Date): Promise<EncryptionView> {
  const { ring, db } = store;
  const uses = await countUses(db);
  const known = await listKnownKeys(db);
  const since = (keyId: string) => known.find((each) => each.keyId === keyId)?.createdAt ?? null;
  const isWaiting = store.kind === 'server' && !isSettled(since(ring.currentId), now);
  const old = await listSecretsFromBefore(db, new Date(now.getTime() - SECRET_MAX_AGE_DAYS * DAY_MS));
  return {
    provider: ring.source?.provider.name ?? 'file',
    file: ring.source?.file ?? null,
    keys: [...ring.keys.keys()].map((id) => {
      const isCurrent = id === ring.currentId;
      return toKeyView(id, since(id), usesOf(id, uses), { isCurrent, isWaiting });
    }),
    rewrapping: { ...rewrappingState(), left: sum(uses.filter(({ keyId }) => keyId !== ring.currentId)) },
    oldSecrets: old.map((each) => ({ ...each, savedAt: each.savedAt.toISOString() })),
    secretMaxAgeDays: SECRET_MAX_AGE_DAYS,
  };
}

const usesOf = (id: string, uses: readonly KeyUse[]) => uses.filter(({ keyId }) => keyId === id);
const sum = (uses: readonly KeyUse[]) => uses.reduce((total, { count }) => total + count, 0);

function toKeyView(
  id: string,
  since: Date | null,
  uses: readonly KeyUse[],
  { isCurrent, isWaiting }: { isCurrent: boolean; isWaiting: boolean },
): KeyView {
  const count = sum(uses);
  return {
    id,
    since: since?.toISOString() ?? null,
    count,
    places: uses.map((use) => `${use.title}: ${use.count}`),
    staysBecause: isCurrent ? 'current' : count > 0 ? 'in-use' : isWaiting ? 'too-new' : null,
  };
}
