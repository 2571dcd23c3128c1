import { globSync, readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as mutations from '@/lib/accounts/mutations';
import { standingOf } from '@/lib/accounts/to-view';
import { tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { saveReport } from '@/lib/reports/mutations';
import { openAccessToken } from '@/lib/tokens/open';
import { loadUpkeep } from '@/lib/upkeep/data';
import { renewToken } from '@/lib/upkeep/renew';
import { VERDICTS } from '@/lib/validation/report';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, refusal } from '@/test/authorization-server/answers';
import { CLIENT, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const APP = 'http://localhost:3000';
const HOUR_MS = 3_600_000;

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
// A value that does not open is logged.
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));

/** The same sequence in every run of one seed. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Step = (account: TestAccount, random: (below: number) => number) => Promise<unknown>;

const renewAnswered =
  (answer: Answer): Step =>
  (account) => {
    server.answerAlways(TOKEN, answer);
    return renewToken(account.context, null, account.id);
  };

/** Everything that the column follows from, by the very functions that the product changes it with. */
const STEPS: Record<string, Step> = {
  authorized: ({ authorize }) => {
    server.answerAlways(TOKEN, grant());
    return authorize();
  },
  'authorization refused': ({ authorize }) => {
    server.answerAlways(TOKEN, refusal(401, 'invalid_client'));
    return authorize();
  },
  renewed: renewAnswered(grant()),
  'renewal refused': renewAnswered(refusal(401, 'invalid_client')),
  'grant refused': renewAnswered(refusal(400, 'invalid_grant')),
  'scope refused': renewAnswered(refusal(400, 'unauthorized_client')),
  'not answered': renewAnswered(refusal(503, 'unavailable')),
  validated: ({ id, person, clock }, random) =>
    saveReport(
      store,
      {
        ...{ id: crypto.randomUUID(), accountId: id, startedAt: clock.now().toISOString(), endedAt: null },
        ...{ cancelled: false, verdict: VERDICTS[random(5)] ?? 'validated', summary: '', fixer: 'you' },
        ...{ steps: [], checks: [], scopes: [] },
      },
      1,
      person,
    ),
  applied: ({ id, person }) => mutations.applyAccount(store, person, id),
  deleted: ({ id, person }) => mutations.deleteAccount(store, person, id),
  restored: ({ id, person }) => mutations.restoreAccount(store, person, id),
  'credentials saved': (account) => account.saveSecret(CLIENT.clientSecret),
  'token put aside': async ({ id, load }) => {
    await store.db.update(tokens).set({ accessTokenSealed: 'made-up' }).where(eq(tokens.accountId, id));
    const { token } = await load();
    return token && openAccessToken(store, token);
  },
  'time goes by': async ({ clock }, random) => clock.moveMs(random(30) * HOUR_MS),
};

/** Puts an account to work, so that there is something to go wrong. */
const BEGINNING = ['authorized', 'validated', 'applied'];

async function compare(account: TestAccount, after: string) {
  const { account: row, token } = await account.load();
  const upkeep = await loadUpkeep(store, account.id);
  const nowMs = Math.max(account.clock.now().getTime(), Date.now()) + 1000;
  const endMs = token?.expiresAt.getTime() ?? 0;
  for (const ms of [nowMs, endMs - 1000, endMs, endMs + 1000].filter((each) => each >= nowMs)) {
    const now = new Date(ms);
    const said = standingOf(row, token, upkeep, APP, now).status;
    const kept = row.needsPersonAt !== null && row.needsPersonAt <= now;
    expect({ kept, kind: said.kind, after }).toEqual({ kept: said.needsPerson, kind: said.kind, after });
  }
  return `${row.needsPersonAt === null ? 'never' : row.needsPersonAt.getTime() <= nowMs ? 'now' : 'later'}`;
}

test('after any sequence of changes the column says what the status says', async () => {
  const seen = new Set<string>();
  for (const seed of [3, 159]) {
    const random = seeded(seed);
    const account = await TestAccount.make(store, server, { grantType: 'client_credentials' });
    account.clock.moveMs(Date.now() - account.clock.now().getTime());
    const names = Object.keys(STEPS);
    for (let step = 0; step < 32; step += 1) {
      const isBeginning = step < BEGINNING.length;
      const name = BEGINNING[step] ?? names[random(names.length)] ?? '';
      // What cannot be done now is refused, and changes nothing or leaves its trace.
      await STEPS[name]?.(account, isBeginning ? () => 0 : random).catch(() => undefined);
      seen.add(await compare(account, `${seed}: ${name}`));
    }
  }
  expect([...seen].sort()).toEqual(['later', 'never', 'now']);
}, 60_000);

test('a token stored while the form was saved anew: its end counts, though the row is of another version', async () => {
  const account = await TestAccount.make(store, server, { grantType: 'client_credentials' });
  server.answerAlways(TOKEN, grant());
  await account.authorize();
  await STEPS.validated?.(account, () => 0);
  await mutations.applyAccount(store, account.person, account.id);
  account.clock.moveMs(20 * HOUR_MS);
  server.answerAlways(TOKEN, async (response, request) => {
    await account.saveSecret(CLIENT.clientSecret);
    grant()(response, request);
  });
  await renewToken(account.context, null, account.id);
  const { account: row, token } = await account.load();
  expect(row.needsPersonAt).toEqual(token?.expiresAt);
  expect(row.version).toBe(5);
});

/** Files that write none of the columns it follows from. */
const WRITES_NOTHING_OF_IT = new Set([
  'lib/alerts/mutations.ts', // what people were told of
  'lib/upkeep/probe-mutations.ts', // the last proof and the time of the next
]);

test('whoever writes accounts, tokens or upkeep has thought of it', () => {
  const writers = globSync('lib/**/*.ts', { exclude: ['lib/**/*.test.ts'] }).filter((file) =>
    /\.(update|insert)\((accounts|tokens|upkeep)\)/.test(readFileSync(file, 'utf8')),
  );
  expect(writers.length).toBeGreaterThan(4);
  const thoughtless = writers.filter(
    (file) =>
      !/needsPersonAt|noteNeedsPerson/.test(readFileSync(file, 'utf8')) && !WRITES_NOTHING_OF_IT.has(file),
  );
  expect(thoughtless).toEqual([]);
});
