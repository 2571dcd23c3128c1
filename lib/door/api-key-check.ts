import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { changesOf } from '@/lib/db/changes';
import { ReadCache } from '@/lib/db/read-cache';
import { apiKeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { hashApiKey, hasKeyShape } from '@/lib/door/api-key-format';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import type { Person } from '@/lib/door/person';
import { processWide } from '@/lib/process-wide';

const MINUTE_MS = 60_000;

/** Why a key opens nothing. Kept for the audit log; whoever asks hears the same of all but a mistyped one. */
export type KeyRefusal =
  | 'malformed'
  | 'unknown'
  | 'revoked'
  | 'expired'
  | 'maker_disabled'
  | 'maker_no_owner';

export type KeyVerdict =
  | { isAccepted: true; person: Person; scopes: ApiKeyScope[]; accountIds: string[] | null }
  | { isAccepted: false; reason: KeyRefusal; keyId?: string };

/**
 * Looks a key up by its hash and judges it as it stands now: revoking, expiry and the loss of its maker count at once, or within
 * a second when another process wrote them (lib/db/changes.ts).
 */
export async function checkApiKey(
  store: Store,
  key: string,
  address: string,
  now: Date,
): Promise<KeyVerdict> {
  if (!hasKeyShape(key)) return { isAccepted: false, reason: 'malformed' };
  const found = await findKey(store, hashApiKey(key));
  if (!found) return { isAccepted: false, reason: 'unknown' };
  const reason = refusalOf(found, now);
  if (reason) return { isAccepted: false, reason, keyId: found.row.id };
  await noteUse(store, found.row, address, now);
  const { scopes, accountIds } = found.row;
  return { isAccepted: true, person: personOf(found, address), scopes, accountIds };
}

/** About 1 MB when full. */
const MAX_KEPT = 1000;
const keptBy = processWide('api-keys', () => new WeakMap<Store['db'], ReadCache<Found | null>>());

/** By its hash: the key itself stays in no memory. */
function findKey(store: Store, keyHash: string): Promise<Found | null> {
  const kept = keptBy.get(store.db) ?? new ReadCache<Found | null>(changesOf(store), MAX_KEPT);
  keptBy.set(store.db, kept);
  return kept.get(keyHash, () => readKey(store.db, keyHash));
}

async function readKey(db: Store['db'], keyHash: string): Promise<Found | null> {
  const { id, email, firstName, lastName, role, disabledAt } = people;
  const [found] = await db
    .select({ row: apiKeys, maker: { id, email, firstName, lastName, role, disabledAt } })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.createdById))
    .where(eq(apiKeys.keyHash, keyHash));
  return found ?? null;
}

interface Found {
  row: typeof apiKeys.$inferSelect;
  maker: Pick<typeof people.$inferSelect, 'id' | 'email' | 'firstName' | 'lastName' | 'role' | 'disabledAt'>;
}

function refusalOf({ row, maker }: Found, now: Date): KeyRefusal | null {
  if (row.revokedAt) return 'revoked';
  if (now >= row.expiresAt) return 'expired';
  if (maker.disabledAt) return 'maker_disabled';
  // Only owners make keys; one who no longer is would otherwise keep a way to act as before.
  return maker.role === 'owner' ? null : 'maker_no_owner';
}

/** Once a minute is enough to see that a key is in use, and spares a write for every request. */
async function noteUse({ db }: Store, row: Found['row'], address: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(now.getTime() - MINUTE_MS);
  if (row.lastUsedAt && row.lastUsedAt > aMinuteAgo) return;
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now, lastUsedAddress: address })
    .where(and(eq(apiKeys.id, row.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, aMinuteAgo))));
}

/** A key acts for its maker and never as an owner: with `accounts:manage` as an editor, else as a viewer. */
function personOf({ row, maker }: Found, address: string): Person {
  const { id, email, firstName, lastName } = maker;
  return {
    id,
    email,
    firstName,
    lastName,
    role: row.scopes.includes('accounts:manage') ? 'editor' : 'viewer',
    sessionIdHash: `key:${row.id}`,
    sessionId: null,
    confirmedAt: new Date(0),
    needsSecondFactor: false,
    address,
    apiKey: { id: row.id, name: row.name, accountIds: row.accountIds },
  };
}
