import { randomUUID } from 'node:crypto';
import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import { configurationOf } from '@/lib/accounts/to-view';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { clientSecretPlace, tokenPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';
import { makePerson } from '@/test/person';

export interface Seed {
  accountId: string;
  instanceUrl: string;
  secret: string;
  accessToken: string;
  /** Null: client credentials. */
  refreshToken: string | null;
  /** How much of its 24 hours is over. */
  ageHours: number;
}

const CHUNK = 250;
const DAY_MS = 86_400_000;

/** Accounts in use with the token that the provider gave them, as the product would have stored it. */
export async function seedAccounts(store: Store, appUrl: string, seeds: Seed[], now: Date): Promise<void> {
  const owner = await makePerson(store);
  for (let from = 0; from < seeds.length; from += CHUNK) {
    await seedChunk(store, appUrl, owner.id, seeds.slice(from, from + CHUNK), now);
  }
}

async function seedChunk({ db, ring }: Store, appUrl: string, ownerId: string, seeds: Seed[], now: Date) {
  const made = await db
    .insert(accounts)
    .values(
      seeds.map(({ accountId, instanceUrl, secret, refreshToken }) => ({
        id: accountId,
        ownerId,
        label: `Account ${accountId.slice(0, 8)}`,
        accountType: 'other' as const,
        instanceUrl,
        clientSource: 'existing' as const,
        grantType: refreshToken ? ('authorization_code' as const) : ('client_credentials' as const),
        scopeSource: 'from_token' as const,
        clientId: accountId,
        clientSecretSealed: seal(ring, clientSecretPlace(accountId, 1), secret),
        clientSecretLength: secret.length,
        clientSecretSavedAt: now,
        secretVersion: 1,
        clientAuthMethod: 'client_secret_post' as const,
        finishedStep: 4,
        appliedAt: now,
      })),
    )
    .returning();
  const byId = new Map(made.map((account) => [account.id, account]));
  const obtainedAt = (seed: Seed) => new Date(now.getTime() - seed.ageHours * 3_600_000);
  await db.insert(tokens).values(
    seeds.map((seed) => {
      const { accountId, accessToken, refreshToken } = seed;
      const account = byId.get(accountId);
      if (!account) throw new Error('nothing was seeded');
      return {
        accountId,
        version: 1,
        accessTokenSealed: seal(ring, tokenPlace('access_token', accountId, 1), accessToken),
        refreshTokenSealed:
          refreshToken && seal(ring, tokenPlace('refresh_token', accountId, 1), refreshToken),
        configurationHash: hashConfiguration(configurationOf(account, appUrl)),
        obtainedAt: obtainedAt(seed),
        expiresAt: new Date(obtainedAt(seed).getTime() + DAY_MS),
        expirySource: 'response' as const,
        consentedAt: refreshToken ? obtainedAt(seed) : null,
        attemptId: randomUUID(),
        traces: [],
      };
    }),
  );
  await db.insert(upkeep).values(
    seeds.map((seed) => ({
      accountId: seed.accountId,
      since: obtainedAt(seed),
      renewedAt: obtainedAt(seed),
      dueAt: new Date(obtainedAt(seed).getTime() + 20 * 3_600_000),
    })),
  );
}
