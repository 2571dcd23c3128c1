import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginTransaction, claimTransaction } from '@/lib/authorize/mutations';
import { accounts, authorizations, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';

const NOW = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const SESSION = 'session-a';

let store: Store;
let accountId: string;
let otherAccountId: string;

beforeAll(async () => {
  store = await openTestStore();
  const person = {
    email: 'a@b.example',
    firstName: 'A',
    lastName: 'B',
    role: 'owner' as const,
    passwordHash: '-',
  };
  const [owner] = await store.db.insert(people).values(person).returning();
  const account = {
    ownerId: owner?.id ?? '',
    label: 'x',
    accountType: 'other' as const,
    instanceUrl: 'https://acme.coupahost.com',
    clientSource: 'new' as const,
  };
  const made = await store.db.insert(accounts).values([account, account]).returning();
  [accountId, otherAccountId] = made.map(({ id }) => id) as [string, string];
});
afterAll(() => store.close());

async function begin(state: string, nonce: string | null = null) {
  const codeVerifier = `verifier-of-${state}`;
  await beginTransaction(store, {
    accountId,
    sessionIdHash: SESSION,
    state,
    codeVerifier,
    nonce,
    configurationHash: 'hash',
    now: NOW,
  });
}
const claim = (state: string, over: Partial<Parameters<typeof claimTransaction>[1]> = {}) =>
  claimTransaction(store, { accountId, sessionIdHash: SESSION, state, now: later(1), ...over });

test('what was begun is claimed with verifier and nonce, and neither stands in the row', async () => {
  await begin('state-1', 'nonce-1');
  const rows = JSON.stringify(await store.db.select().from(authorizations));
  for (const secret of ['state-1', 'verifier-of-state-1', 'nonce-1']) expect(rows).not.toContain(secret);
  expect(await claim('state-1')).toEqual({
    codeVerifier: 'verifier-of-state-1',
    nonce: 'nonce-1',
    configurationHash: 'hash',
  });
});

test('[RFC9700-16] [ASVS-2.3.4] fifty parallel claims of one state: exactly one succeeds, the others are told it was used', async () => {
  await begin('state-2');
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => claim('state-2')));
  const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'claimed' : outcome.reason.code));
  expect(codes.filter((code) => code === 'claimed')).toHaveLength(1);
  expect(codes.filter((code) => code === 'state_used')).toHaveLength(49);
});

test.each([
  ['another state', 'state-unknown', {}, 'state_unknown'],
  ['another session', 'state-3', { sessionIdHash: 'session-b' }, 'session_mismatch'],
  ['eleven minutes later', 'state-3', { now: later(11) }, 'state_expired'],
])('%s is refused and does not use the journey up', async (_, state, over, code) => {
  if (state === 'state-3') await begin('state-3').catch(() => undefined);
  await expect(claim(state, over)).rejects.toMatchObject({ code });
});

test('after those refusals the right browser still gets through', async () => {
  expect(await claim('state-3')).toMatchObject({ codeVerifier: 'verifier-of-state-3' });
});

test('[RFC9700-8] the state of one account is nothing to another (mix-up)', async () => {
  await begin('state-4');
  await expect(claim('state-4', { accountId: otherAccountId })).rejects.toMatchObject({
    code: 'state_unknown',
  });
});
