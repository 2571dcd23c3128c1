import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import type { TokenRecord } from '@/lib/accounts/to-view';
import { tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { listOpen } from '@/lib/tokens/journal-files';
import { keepOrGiveUp, makePlace } from '@/lib/tokens/keep-grant';
import { loadUpkeep } from '@/lib/upkeep/data';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { renewToken } from '@/lib/upkeep/renew';
import { renewDue } from '@/lib/upkeep/renew-due';
import { settleAll, settleKept } from '@/lib/upkeep/settle-journal';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, breakOff, grant, hangUp, refusal } from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function connected() {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect({ access_token: 'made-up-first', refresh_token: 'made-up-refresh-1' });
  server.seen.length = 0;
  return account;
}

const renew = ({ context }: TestAccount, id: string) => renewToken(context, null, id);
const rotated = (n: number, more = {}) =>
  grant({ access_token: `made-up-access-${n}`, refresh_token: `made-up-refresh-${n}`, ...more });
const spent = () => server.seen.map(({ form }) => form.get('refresh_token'));
const openFiles = ({ context, id }: TestAccount) => listOpen(context.journalDirectory, id);

/** Puts an older row back, as a back-up does. */
const restore = (token: TokenRecord | null) =>
  store.db
    .update(tokens)
    .set({ ...token })
    .where(eq(tokens.accountId, token?.accountId ?? ''));

async function failWith(account: TestAccount, ...answers: Answer[]) {
  for (const answer of answers) server.expect(TOKEN, answer);
  return failureOf(renew(account, account.id));
}

/** A store whose database takes no changes: every transaction fails as one does on a full or read-only disk. */
const readOnly = ({ store: whole, ...context }: TestAccount['context']) => {
  const db = new Proxy(whole.db, {
    get: (target, name) =>
      name === 'transaction'
        ? () => Promise.reject(new AppError('database_unavailable'))
        : (Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)),
  });
  return { ...context, store: { ...whole, db } };
};

test('an answer that the database refuses waits in the journal; nothing more is asked for, and it is stored when the database is back', async () => {
  const account = await connected();
  server.expect(TOKEN, rotated(2));
  await expect(renewToken(readOnly(account.context), null, account.id)).rejects.toThrow(
    'database_unavailable',
  );
  expect(await account.tokens()).toMatchObject({ version: 1 });
  await expect(renewToken(readOnly(account.context), null, account.id)).rejects.toThrow(
    'database_unavailable',
  );
  expect(server.seen).toHaveLength(1);

  expect(await settleAll(account.context)).toBe(1);
  expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-2', version: 2 });
  expect(await openFiles(account)).toEqual([]);
  expect((await account.history()).map(({ kind }) => kind)).toContain('answer_recovered');
});

test('a database from before the last renewals is brought up to the newest answer that is kept', async () => {
  const account = await connected();
  const before = await account.load();
  for (const n of [2, 3]) {
    server.expect(TOKEN, rotated(n));
    await renew(account, account.id);
  }
  await restore(before.token);
  expect(await account.tokens()).toMatchObject({ version: 1 });
  expect(await settleKept(account.context)).toBe(1);
  expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-3', version: 3 });
});

describe('a refresh token is rescued from an answer that cannot be used otherwise, and is spent next', () => {
  test.each([
    ['no lifetime to use', { expires_in: 0 }, 'answer_no_expiry'],
    ['another kind of token', { token_type: 'mac' }, 'answer_invalid'],
  ])('%s', async (_, odd, code) => {
    const account = await connected();
    expect(await failWith(account, rotated(2, odd))).toMatchObject({ code });
    expect(await account.tokens()).toMatchObject({ access: 'made-up-first', version: 1 });
    server.expect(TOKEN, rotated(3));
    await renew(account, account.id);
    expect(spent()).toEqual(['made-up-refresh-1', 'made-up-refresh-2']);
    expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-3', version: 2 });
  });

  test('several such answers in a row: each time the one that came last, never one that was spent for it', async () => {
    const account = await connected();
    const numbers = [1, 2, 3, 4, 5, 6];
    for (const n of numbers) await failWith(account, rotated(n + 1, { expires_in: 0 }));
    server.expect(TOKEN, rotated(8));
    await renew(account, account.id);
    expect(spent()).toEqual([...numbers, 7].map((n) => `made-up-refresh-${n}`));
  });

  test('a server that gives the same one back: it is that one that is spent next', async () => {
    const account = await connected();
    for (const n of [2, 2]) await failWith(account, rotated(n, { expires_in: 0 }));
    server.expect(TOKEN, rotated(3));
    await renew(account, account.id);
    expect(spent()).toEqual(['made-up-refresh-1', 'made-up-refresh-2', 'made-up-refresh-2']);
  });

  test('refused once, it may be a glitch: it is tried again, and not the one that was spent for it', async () => {
    const account = await connected();
    await failWith(account, rotated(2, { expires_in: 0 }));
    await failWith(account, refusal(400, 'invalid_grant'));
    account.clock.moveMs(30_000);
    server.expect(TOKEN, rotated(3));
    await renew(account, account.id);
    expect(spent()).toEqual(['made-up-refresh-1', 'made-up-refresh-2', 'made-up-refresh-2']);
  });

  test('refused twice, the one in the database is tried before anybody is troubled, and counts at once', async () => {
    const account = await connected();
    await failWith(account, rotated(2, { expires_in: 0 }));
    for (let refused = 1; refused <= 2; refused += 1) {
      await failWith(account, refusal(400, 'invalid_grant'));
      expect(await loadUpkeep(store, account.id)).toMatchObject({ state: 'degraded' });
      account.clock.moveMs(30_000);
    }
    await failWith(account, refusal(400, 'invalid_grant'));
    expect(spent()).toEqual([1, 2, 2, 1].map((n) => `made-up-refresh-${n}`));
    expect(await loadUpkeep(store, account.id)).toMatchObject({ state: 'reauth_required', dueAt: null });
  });
});

describe('an answer that was lost', () => {
  test('is asked for once more at once, with the same refresh token', async () => {
    const account = await connected();
    server.expect(TOKEN, breakOff('{"access_token":"made'));
    server.expect(TOKEN, rotated(2));
    await renew(account, account.id);
    expect(spent()).toEqual(['made-up-refresh-1', 'made-up-refresh-1']);
    expect(await loadUpkeep(store, account.id)).toMatchObject({ state: 'healthy', outcomeUnknownAt: null });
  });

  test('twice: the outcome is unknown, and stays so until a token comes', async () => {
    const account = await connected();
    expect(await failWith(account, hangUp, hangUp)).toMatchObject({ facts: { outcome: 'unknown' } });
    const row = await loadUpkeep(store, account.id);
    expect(row).toMatchObject({ state: 'degraded', reason: 'instance_unreachable', failures: 1 });
    await failWith(account, refusal(400, 'invalid_grant'));
    expect((await loadUpkeep(store, account.id))?.outcomeUnknownAt).toEqual(row?.outcomeUnknownAt);
    server.expect(TOKEN, rotated(2));
    await renew(account, account.id);
    expect(await loadUpkeep(store, account.id)).toMatchObject({ outcomeUnknownAt: null, failures: 0 });
  });
});

test('one refusal of a refresh token may be a glitch: a second one counts half a minute later, and no sooner', async () => {
  const account = await connected();
  const dead = refusal(400, 'invalid_grant');
  await failWith(account, dead);
  await failWith(account, dead);
  const row = await loadUpkeep(store, account.id);
  expect(row).toMatchObject({ state: 'degraded', failures: 2 });
  expect(row?.dueAt).toEqual(new Date(account.clock.now().getTime() + 30_000));
  account.clock.moveMs(30_000);
  await failWith(account, dead);
  expect(await loadUpkeep(store, account.id)).toMatchObject({ state: 'reauth_required', dueAt: null });
  expect(await account.tokens()).toMatchObject({ access: 'made-up-first', refresh: 'made-up-refresh-1' });
});

test('an answer that came too late to be stored takes the place of a refresh token that died for it', async () => {
  const account = await connected();
  const { account: row, token } = await account.load();
  if (!token) throw new Error('no token');
  // A process that was stopped with the answer in its hands, while another renewed.
  const { requestedScopes, configurationHash, consentedAt } = token;
  const parts = { requestedScopes, configurationHash, consentedAt, attemptId: randomUUID() };
  const late = await makePlace(account.context, {
    ...{ ...parts, account: row, before: token, by: null, kind: 'renewed' },
  });
  server.expect(TOKEN, rotated(9));
  const got = await askFor(server);
  server.expect(TOKEN, rotated(2));
  await renew(account, account.id);
  const keeping = keepOrGiveUp(late, () => late.keep(got));
  await expect(keeping).rejects.toThrow('changed_meanwhile');

  server.expect(TOKEN, refusal(400, 'invalid_grant'));
  await renew(account, account.id);
  expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-9', version: 3 });
  expect(await loadUpkeep(store, account.id)).toMatchObject({ state: 'healthy' });
  expect(await openFiles(account)).toEqual([]);
});

test('what cannot be renewed by itself is looked at again in an hour, and no round goes on for ever', async () => {
  const account = await connected();
  await account.saveSecret('made-up-new-secret');
  await applyAccount(store, account.person, account.id);
  account.clock.moveMs(21 * 3_600_000);
  const limits = new HostLimits({ clock: account.clock });
  const round = await renewDue(account.context, limits, new AbortController().signal);
  expect(round.failed).toBeGreaterThan(0);
  const row = await loadUpkeep(store, account.id);
  expect(row).toMatchObject({ state: 'healthy', reason: 'step_not_ready' });
  expect(row?.dueAt).toEqual(new Date(account.clock.now().getTime() + 3_600_000));
});
