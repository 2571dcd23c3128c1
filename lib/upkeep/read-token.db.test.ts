import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openAccessToken } from '@/lib/tokens/open';
import { claimAttempt, noteFailedAttempt } from '@/lib/upkeep/mutations';
import { readToken } from '@/lib/upkeep/read-token';
import { renewToken } from '@/lib/upkeep/renew';
import { renewOrWait } from '@/lib/upkeep/wait-for-renewal';
import { TestAccount } from '@/test/authorization-server/account';
import { grant, hangUp, refusal, silence } from '@/test/authorization-server/answers';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const LIFE_SECONDS = 86_399;
const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** An account whose token has so many seconds left. */
async function withSecondsLeft(secondsLeft: number, grantType: 'client_credentials' | 'authorization_code') {
  const account = await TestAccount.make(store, server, { grantType });
  if (grantType === 'authorization_code')
    await account.connect({ access_token: 'made-up-first', refresh_token: 'made-up-refresh-1' });
  else {
    server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
    await account.authorize();
  }
  account.clock.moveMs((LIFE_SECONDS - secondsLeft) * 1000);
  server.seen.length = 0;
  return account;
}
const system = (secondsLeft: number) => withSecondsLeft(secondsLeft, 'client_credentials');

async function read({ context, id }: TestAccount, minTtlSeconds = 60) {
  const token = await readToken(context, id, { minTtlSeconds, by: null });
  return { value: await openAccessToken(store, token), secondsLeft: token.expiresInSeconds };
}

/** A token of another process: it stands in the row, and its attempt is over. */
const storedByOther = async ({ id, clock }: TestAccount) => {
  const obtainedAt = clock.now();
  const expiresAt = new Date(obtainedAt.getTime() + LIFE_SECONDS * 1000);
  await store.db.transaction(async (tx) => {
    await tx
      .update(tokens)
      .set({ version: sql`${tokens.version} + 1`, obtainedAt, expiresAt })
      .where(eq(tokens.accountId, id));
    const over = { leaseUntil: null, attemptId: null, renewedAt: obtainedAt };
    await tx.update(upkeep).set(over).where(eq(upkeep.accountId, id));
  });
};

/** Everybody who waits has looked at the row and waits for the next look. */
const untilWaiting = ({ clock }: TestAccount) =>
  expect.poll(() => clock.waiting, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);

describe('[ASVS-15.4.1] one request, however many ask', () => {
  test('fifty callers in one process', async () => {
    const account = await system(30);
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => read(account)));
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(['made-up-second']));
    expect(server.seen).toHaveLength(1);
  });

  test('while another process renews they wait, and get its token', async () => {
    const account = await system(30);
    const before = (await account.load()).token?.version ?? 0;
    expect(await claimAttempt(store, account.id, randomUUID())).not.toBeNull();
    const asked = Array.from({ length: 50 }, () =>
      readToken(account.context, account.id, { minTtlSeconds: 60, by: null }),
    );
    await untilWaiting(account);
    await storedByOther(account);
    account.clock.moveMs(200);
    const versions = (await Promise.all(asked)).map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([before + 1]));
    expect(server.seen).toEqual([]);
  });

  test('who saw the token before another process renewed it gets the new one, without a second request', async () => {
    const account = await system(30);
    const seen = (await account.load()).token?.obtainedAt;
    account.clock.moveMs(1000);
    server.expect(TOKEN, grant({ access_token: 'made-up-by-another' }));
    await renewToken(account.context, null, account.id);
    server.seen.length = 0;
    await renewOrWait(account.context, null, account.id, seen);
    expect(server.seen).toEqual([]);
  });

  test('the other’s failure is theirs as well; nobody asks again before its time', async () => {
    const account = await system(30);
    const leaseNo = (await claimAttempt(store, account.id, randomUUID())) ?? 0;
    const asked = failureOf(read(account));
    await untilWaiting(account);
    const now = account.clock.now();
    const failure = { accountId: account.id, leaseNo, state: 'degraded', reason: 'rate_limited' } as const;
    const dueAt = new Date(now.getTime() + 90_000);
    await noteFailedAttempt(store, { ...failure, facts: {}, dueAt, isOutcomeUnknown: false, now });
    account.clock.moveMs(200);
    expect(await asked).toMatchObject({ code: 'rate_limited', retryable: true, facts: { secondsLeft: 29 } });
    expect(await failureOf(read(account))).toMatchObject({
      code: 'rate_limited',
      facts: { retryAfterSeconds: 90 },
    });
    expect(server.seen).toEqual([]);
  });

  test('a process that died with its lease is followed by one of those who waited', async () => {
    const account = await system(30);
    await claimAttempt(store, account.id, randomUUID());
    const asked = [read(account), read(account)];
    await untilWaiting(account);
    await store.db
      .update(upkeep)
      .set({ leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(upkeep.accountId, account.id));
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    account.clock.moveMs(200);
    expect((await Promise.all(asked)).map(({ value }) => value)).toEqual([
      'made-up-second',
      'made-up-second',
    ]);
  });

  test('after 25 seconds they are told when to come back; so is Renew now', async () => {
    const account = await system(30);
    await claimAttempt(store, account.id, randomUUID());
    const asked = [failureOf(read(account))];
    await untilWaiting(account);
    asked.push(failureOf(renewOrWait(account.context, null, account.id)));
    account.clock.moveMs(25_000);
    for (const failure of await Promise.all(asked)) {
      expect(failure).toMatchObject({ code: 'renewal_in_progress', retryable: true });
      expect(failure.facts.retryAfterSeconds).toBeGreaterThan(30);
    }
    expect(account.clock.waiting, 'no timer stays behind').toBe(0);
  });
});

describe('the least life', () => {
  test.each([
    [0, 1],
    [60, 60],
    [72_000, 72_000],
  ])(
    'min_ttl %i: a token that lives %i seconds is handed out, and Coupa is not asked',
    async (minTtl, left) => {
      expect(await read(await system(left), minTtl)).toEqual({ value: 'made-up-first', secondsLeft: left });
      expect(server.seen).toEqual([]);
    },
  );

  test.each([
    [0, 0],
    [60, 59],
    [72_000, 71_999],
    [LIFE_SECONDS - 60, LIFE_SECONDS - 61],
  ])('min_ttl %i: one that lives %i seconds is renewed first', async (minTtl, left) => {
    const account = await system(left);
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    expect(await read(account, minTtl)).toEqual({ value: 'made-up-second', secondsLeft: LIFE_SECONDS });
  });

  test('more than any token of this account lives: said, and Coupa is not asked', async () => {
    const failure = await failureOf(read(await system(30), LIFE_SECONDS - 59));
    expect(failure).toMatchObject({
      code: 'min_ttl_too_long',
      facts: { wantedSeconds: 86_340, lifeSeconds: 86_399, longestSeconds: 86_339 },
    });
    expect(server.seen).toEqual([]);
  });

  test('the new token lives shorter than the one before: said after one request, and without one from then on', async () => {
    const account = await system(30);
    server.expect(TOKEN, grant({ access_token: 'made-up-second', expires_in: 600 }));
    for (let times = 0; times < 3; times += 1)
      expect(await failureOf(read(account, 3600))).toMatchObject({
        code: 'min_ttl_too_long',
        facts: { longestSeconds: 540 },
      });
    expect(await read(account, 540)).toEqual({ value: 'made-up-second', secondsLeft: 600 });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a renewal that fails takes nothing away', () => {
  test('credentials refused: said with what is left, which a smaller min_ttl gets, and not asked again for an hour', async () => {
    const account = await system(7200);
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    const failure = await failureOf(read(account, 7201));
    expect(failure).toMatchObject({ code: 'invalid_client', facts: { secondsLeft: 7200 } });
    expect(await failureOf(read(account, 7201))).toMatchObject({
      code: 'invalid_client',
      retryable: true,
      facts: { retryAfterSeconds: 3600, secondsLeft: 7200 },
    });
    expect(await read(account, 7200)).toEqual({ value: 'made-up-first', secondsLeft: 7200 });
    expect(server.seen).toHaveLength(1);
    account.clock.moveMs(3_600_000);
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    expect(await read(account, 7201)).toMatchObject({ value: 'made-up-second' });
  });

  test('consent is over: its living token is served, and after that nobody is told to try again', async () => {
    const account = await withSecondsLeft(120, 'authorization_code');
    await store.db
      .update(upkeep)
      .set({ state: 'reauth_required', reason: 'invalid_grant', failures: 2, dueAt: null })
      .where(eq(upkeep.accountId, account.id));
    expect(await read(account, 120)).toEqual({ value: 'made-up-first', secondsLeft: 120 });
    account.clock.moveMs(200_000);
    const failure = await failureOf(read(account));
    expect(failure).toMatchObject({ code: 'invalid_grant', retryable: false });
    expect(failure.facts).not.toHaveProperty('secondsLeft');
    expect(failure.facts).not.toHaveProperty('retryAfterSeconds');
    expect(server.seen).toEqual([]);
  });

  test('a token that another process stored while our request got no answer is the one that is handed out', async () => {
    const account = await system(30);
    server.expect(TOKEN, silence);
    const asked = readToken(account.context, account.id, { minTtlSeconds: 60, by: null });
    await server.nextArrival();
    await storedByOther(account);
    account.clock.moveMs(10_000);
    expect(await asked).toMatchObject({ expiresInSeconds: LIFE_SECONDS - 10 });
  });

  test('a lost connection is tried again when its time has come', async () => {
    const account = await system(30);
    server.expect(TOKEN, hangUp);
    expect(await failureOf(read(account))).toMatchObject({ code: 'instance_unreachable' });
    const early = await failureOf(read(account));
    expect(early).toMatchObject({ code: 'instance_unreachable', retryable: true });
    expect(server.seen).toHaveLength(1);
    account.clock.moveMs(Number(early.facts.retryAfterSeconds) * 1000);
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    expect(await read(account)).toMatchObject({ value: 'made-up-second' });
  });
});
