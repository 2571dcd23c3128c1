import { eq } from 'drizzle-orm';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import type { UpkeepState } from '@/lib/upkeep/state';
import { makePerson } from '@/test/person';

type Upkeep = Partial<typeof upkeep.$inferInsert>;

export interface ToldAccount {
  id: string;
  owner: Person;
  /** Moves its upkeep row, as a renewal would. */
  becomes(state: UpkeepState, since: Date, more?: Upkeep): Promise<void>;
  /** What people have been told of it. */
  toldAs(): Promise<UpkeepState | null>;
}

interface Wanted {
  label?: string;
  owner?: Person;
  deputyId?: string;
  tokenEndsAt?: Date;
  appliedAt?: Date | null;
  deletedAt?: Date;
}

/** An account in use with its upkeep row, written straight into the store: what alerts look at. */
export async function makeToldAccount(store: Store, wanted: Wanted = {}): Promise<ToldAccount> {
  const { label = 'AP invoices', tokenEndsAt = new Date('2026-11-25T08:00:00Z') } = wanted;
  const owner = wanted.owner ?? (await makePerson(store));
  const { db } = store;
  const [made] = await db
    .insert(accounts)
    .values({
      label,
      ownerId: owner.id,
      deputyId: wanted.deputyId ?? null,
      accountType: 'other',
      instanceUrl: 'https://acme.coupahost.com',
      clientSource: 'new',
      appliedAt: wanted.appliedAt === undefined ? new Date('2026-11-01T00:00:00Z') : wanted.appliedAt,
      deletedAt: wanted.deletedAt ?? null,
    })
    .returning({ id: accounts.id });
  if (!made) throw new Error('no account was made');
  const { id } = made;
  await db.insert(tokens).values({
    accountId: id,
    version: 1,
    accessTokenSealed: 'made-up',
    configurationHash: 'made-up',
    obtainedAt: new Date('2026-11-24T08:00:00Z'),
    expiresAt: tokenEndsAt,
    expirySource: 'response',
    traces: [],
  });
  await db.insert(upkeep).values({ accountId: id });
  return {
    id,
    owner,
    becomes: async (state, since, more = {}) => {
      await db
        .update(upkeep)
        .set({ state, since, ...more })
        .where(eq(upkeep.accountId, id));
    },
    toldAs: async () =>
      (await db.select().from(upkeep).where(eq(upkeep.accountId, id)))[0]?.alertedAs ?? null,
  };
}
