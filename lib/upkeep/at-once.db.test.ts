import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteAccount, restoreAccount } from '@/lib/accounts/mutations';
import { saveScopesStep } from '@/lib/accounts/step-mutations';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { storeGrant } from '@/lib/tokens/mutations';
import { claimAttempt } from '@/lib/upkeep/mutations';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { TOKEN } from '@/test/authorization-server/instance';
import { type ScriptedServer, scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server: ScriptedServer = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function connected() {
  const account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
  await account.authorize();
  return account;
}

const codeOf = ({ reason }: PromiseRejectedResult) =>
  reason instanceof AppError ? reason.code : String(reason);
const refusalsOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter((outcome) => outcome.status === 'rejected').map(codeOf);

test('[ASVS-15.4.2] of fifty that may renew exactly one does: looking and claiming are one statement', async () => {
  const { id } = await connected();
  const claims = await Promise.all(Array.from({ length: 50 }, () => claimAttempt(store, id, randomUUID())));
  expect(claims.filter((leaseNo) => leaseNo !== null)).toHaveLength(1);
});

test('[ASVS-15.4.1] [ASVS-15.4.2] a slow answer that comes after another was stored is not written over it', async () => {
  const account = await connected();
  const { account: row, token: before } = await account.load();
  const stored = {
    account: row,
    before,
    requestedScopes: null,
    consentedAt: null,
    by: account.person,
  } as const;
  const answers = ['made-up-second', 'made-up-late'].map(async (access_token) => {
    server.expect(TOKEN, grant({ access_token }));
    return askFor(server);
  });
  const grants = await Promise.all(answers);
  const outcomes = await Promise.allSettled(
    grants.map((got) =>
      storeGrant(store, {
        ...stored,
        attemptId: randomUUID(),
        grant: got,
        kind: 'renewed',
        configurationHash: before?.configurationHash ?? '',
      }),
    ),
  );
  expect(refusalsOf(outcomes)).toEqual(['changed_meanwhile']);
  expect(await account.tokens()).toMatchObject({ version: 2 });
});

test('[ASVS-15.4.3] everything at once on one account: all of it ends, nothing waits for each other for ever, the account stays whole', async () => {
  const account = await connected();
  const { context, person, id } = account;
  const { account: row } = await account.load();
  const step = { scopeSource: 'chosen' as const, scopes: ['core.invoice.read'] };
  const work = {
    renew: () => renewToken(context, person, id),
    authorize: () => account.authorize(),
    save: () => saveScopesStep(store, person, id, row.version, step),
    saveSecret: () => account.saveSecret('made-up-new-secret'),
    delete: () => deleteAccount(store, person, id),
    restore: () => restoreAccount(store, person, id),
  };
  type Kind = keyof typeof work;
  const asked = Array.from({ length: 8 }, () => Object.keys(work) as Kind[]).flat();
  server.answerAlways(TOKEN, grant({ access_token: 'made-up-later' }));
  const outcomes = await Promise.allSettled(asked.map((kind) => work[kind]()));
  const doneOf = (...kinds: Kind[]) =>
    asked.filter((kind, index) => kinds.includes(kind) && outcomes[index]?.status === 'fulfilled').length;
  const known = new Set(['changed_meanwhile', 'step_not_ready', 'not_found']);
  expect(refusalsOf(outcomes).filter((code) => !known.has(code))).toEqual([]);
  const { account: after, token } = await account.load();
  expect((await account.tokens())?.access).toMatch(/^made-up-(first|later)$/);
  expect(after.version - row.version, 'each saved form counts once').toBe(doneOf('save', 'saveSecret'));
  expect(after.deletedAt === null ? 0 : 1).toBe(doneOf('delete') - doneOf('restore'));
  // However many ask to renew in this process, one request leaves and all get its outcome.
  const renewals = doneOf('renew') > 0 ? 1 : 0;
  expect(Number(token?.version) - 1, 'each stored token counts once').toBe(renewals + doneOf('authorize'));
});
