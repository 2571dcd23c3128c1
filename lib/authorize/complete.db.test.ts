import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAccounts } from '@/lib/accounts/list-data';
import { deleteAccount } from '@/lib/accounts/mutations';
import type { CredentialsStep } from '@/lib/accounts/schema';
import {
  saveClientStep,
  saveCredentialsStep,
  saveGrantTypeStep,
  saveScopesStep,
} from '@/lib/accounts/step-mutations';
import { hasCurrentToken } from '@/lib/accounts/to-view';
import { TRANSACTION_MINUTES } from '@/lib/authorize/mutations';
import type { Store } from '@/lib/db/store';
import { CODE, stateOf, TestAccount } from '@/test/authorization-server/account';
import { grant, hangUp, html, refusal } from '@/test/authorization-server/answers';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const makeAccount = (clientProof: 'shared_secret' | 'pkce' = 'shared_secret') =>
  TestAccount.make(store, server, { grantType: 'authorization_code', clientProof });
const tokenRequests = () => server.seen.filter(({ path }) => path === '/oauth2/token');
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
const back = (state: string) => `code=${CODE}&state=${state}`;

test('there and back: the token is stored with its refresh token and the hour of consent', async () => {
  const account = await makeAccount();
  account.clock.moveMs(60_000);
  await account.connect({ access_token: 'made-up-first', refresh_token: 'made-up-refresh' });
  expect(await account.tokens()).toEqual({ access: 'made-up-first', refresh: 'made-up-refresh', version: 1 });
  expect((await account.load()).token?.consentedAt).toEqual(account.clock.now());
  expect(server.last.form.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  expect(server.last.form.get('client_secret')).toBe(CLIENT.clientSecret);
  expect((await account.history()).map(({ kind }) => kind).slice(-2)).toEqual([
    'authorization_started',
    'authorized',
  ]);
});

test('the list says when a renewal is due, and nothing where only a person brings the next token', async () => {
  const dueOf = async (parts: Record<string, unknown>) => {
    const account = await makeAccount();
    await account.connect(parts);
    const query = { search: '', filter: 'all', page: 1 } as const;
    const { rows } = await listAccounts(store, query, 'http://localhost:3000', account.clock.now());
    return rows.find(({ id }) => id === account.id)?.renewalDueAt;
  };
  expect(await dueOf({ refresh_token: 'made-up-refresh' })).toMatch(/^\d{4}-/);
  expect(await dueOf({})).toBeNull();
});

test('[RFC9700-4] [ASVS-10.1.2] somebody else’s code under this person’s state: the verifier does not fit, and nothing is stored', async () => {
  const account = await makeAccount();
  const state = stateOf(await account.leave());
  // Like a server with PKCE: the code belongs to another challenge.
  const challengeOfCode = challengeOf('v'.repeat(43));
  server.expect(TOKEN, (response, request) => {
    const verifier = server.last.form.get('code_verifier') ?? '';
    const answer = challengeOf(verifier) === challengeOfCode ? grant() : refusal(400, 'invalid_grant');
    return answer(response, request);
  });
  const coming = account.comeBack(`code=made-up-code-of-another&state=${state}`);
  expect(await failureOf(coming)).toMatchObject({ code: 'invalid_grant' });
  const { account: row, token } = await account.load();
  expect(token).toBeNull();
  expect(row).toMatchObject({ clientAuthMethod: null, problem: { code: 'invalid_grant' } });
});

test('a PKCE client: the verifier proves it, no secret is sent', async () => {
  const account = await makeAccount('pkce');
  await account.connect();
  expect(server.last.form.has('client_secret')).toBe(false);
  expect((await account.load()).account.clientAuthMethod).toBe('none');
});

describe('an answer that does not belong here costs no token request and is written down', () => {
  const refuse = async (account: TestAccount, work: Promise<unknown>, code: string) => {
    expect(await failureOf(work)).toMatchObject({ code });
    expect(tokenRequests()).toEqual([]);
    expect((await account.load()).account.problem).toBeNull();
    expect((await account.history()).at(-1)).toMatchObject({ kind: 'authorization_failed', facts: { code } });
  };

  test('[RFC9700-1] [ASVS-10.2.1] no state, another state, state twice, nothing at all: the journey stays open', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    await refuse(account, account.comeBack(`code=${CODE}`), 'state_missing');
    await refuse(account, account.comeBack(back(`${state}1`)), 'state_unknown');
    await refuse(account, account.comeBack(`${back(state)}&state=${state}`), 'callback_malformed');
    await refuse(account, account.comeBack(''), 'callback_malformed');
    await account.arrive(grant(), state);
  });

  test('[RFC9700-9] [RFC9700-1] [ASVS-10.1.2] cross-user session fixation: another session cannot finish it, the right one still can', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    await refuse(account, account.comeBack(back(state), await makePerson(store)), 'session_mismatch');
    await account.arrive(grant(), state);
  });

  test('[RFC9700-8] [ASVS-10.2.2] [ASVS-10.1.2] mix-up: the state of one account is nothing at the address of another', async () => {
    const account = await makeAccount();
    const other = await makeAccount();
    const state = stateOf(await account.leave());
    await refuse(other, account.comeBack(back(state), account.person, other.id), 'state_unknown');
    expect(await other.tokens()).toBeNull();
  });

  test('[RFC9700-1] [ASVS-10.1.2] eleven minutes at Coupa are too long', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    account.clock.moveMs((TRANSACTION_MINUTES + 1) * 60_000);
    await refuse(account, account.comeBack(back(state)), 'state_expired');
  });
});

test('[RFC9700-3] [RFC9700-16] [RFC9700-1] [ASVS-2.3.4] [ASVS-15.4.1] of 50 parallel callbacks one asks for a token, and a reload later asks again for nothing', async () => {
  const account = await makeAccount();
  const state = stateOf(await account.leave());
  server.expect(TOKEN, grant());
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => account.comeBack(back(state))));
  const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.code));
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  expect(codes.filter((code) => code === 'state_used')).toHaveLength(49);
  expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'state_used' });
  expect(tokenRequests()).toHaveLength(1);
});

describe('[RFC9700-10] [ASVS-15.4.2] the configuration was changed while the person was away', () => {
  test('other scopes: no token request, and the journey is used up', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    const { account: row } = await account.load();
    const step = { scopeSource: 'chosen', scopes: ['core.invoice.read'] } as const;
    await saveScopesStep(store, account.person, account.id, row.version, {
      ...step,
      scopes: [...step.scopes],
    });
    expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'configuration_changed' });
    expect((await account.load()).account.problem).toMatchObject({ code: 'configuration_changed' });
    expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'state_used' });
    expect(tokenRequests()).toEqual([]);
  });

  test.each([
    [
      'another client',
      'credentials',
      { clientId: 'c0ffee'.padEnd(32, '9'), clientSecret: 'made-up-other-secret' },
    ],
    ['another secret', 'credentials', { clientId: CLIENT.clientId, clientSecret: 'made-up-other-secret' }],
    ['another instance', 'client', { instanceUrl: 'https://evil.coupahost.com' }],
    ['another proof', 'grant-type', { clientProof: 'pkce' }],
  ] as const)(
    '%s: no token request, nothing is stored, and the journey is used up',
    async (_, step, change) => {
      const account = await makeAccount();
      const state = stateOf(await account.leave());
      const { account: row } = await account.load();
      const at = [store, account.person, account.id, row.version] as const;
      if (step === 'credentials') await saveCredentialsStep(...at, change as CredentialsStep);
      if (step === 'client') await saveClientStep(...at, { ...row, ...change });
      if (step === 'grant-type') await saveGrantTypeStep(...at, { ...row, ...change });
      expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'configuration_changed' });
      expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'state_used' });
      expect(tokenRequests()).toEqual([]);
      expect(await account.tokens()).toBeNull();
    },
  );

  test('[ASVS-15.4.2] changed while the code is being exchanged: the token is not taken for one of the new client', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    server.expect(TOKEN, async (response, request) => {
      await account.saveSecret('made-up-new-secret');
      grant()(response, request);
    });
    await account.comeBack(back(state));
    const { account: row, token } = await account.load();
    expect(token && hasCurrentToken(row, token, 'http://localhost:3000')).toBe(false);
    expect(row, 'the new secret has proven nothing yet').toMatchObject({ clientAuthMethod: null });
  });

  test('the account was put away: nothing is stored', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    await deleteAccount(store, account.person, account.id);
    expect(await failureOf(account.comeBack(back(state)))).toMatchObject({ code: 'not_found' });
    expect(await account.tokens()).toBeNull();
  });
});

describe('[RFC9700-6] Coupa answers with an error', () => {
  test('denied, with hostile words: kept with the account, cleaned; then a new try succeeds', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    const words = encodeURIComponent(`<img src=x onerror=alert(1)> \u202E ${'x'.repeat(8000)}`);
    const query = `error=access_denied&error_description=${words}&error_uri=javascript:x&state=${state}`;
    const failure = await failureOf(account.comeBack(query));
    expect(failure).toMatchObject({ code: 'access_denied', facts: { error: 'access_denied' } });
    expect(String(failure.facts.description)).toHaveLength(300);
    expect(String(failure.facts.description)).not.toContain('\u202E');
    const { problem } = (await account.load()).account;
    expect(problem).toMatchObject({ code: 'access_denied', facts: failure.facts });
    expect(JSON.stringify(problem)).not.toContain('javascript');

    const again = stateOf(new URL(await account.authorize()));
    await account.arrive(grant(), again);
    expect((await account.load()).account.problem).toBeNull();
  });

  test('an error wins over a code, and state is checked before either', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    const forged = await failureOf(account.comeBack('error=access_denied&state=made-up'));
    expect(forged).toMatchObject({ code: 'state_unknown' });
    const both = await failureOf(account.comeBack(`${back(state)}&error=server_error`));
    expect(both).toMatchObject({ code: 'authorization_error', facts: { error: 'server_error' } });
    expect(tokenRequests()).toEqual([]);
  });
});

describe('the exchange fails', () => {
  test.each([
    ['the code is refused', refusal(400, 'invalid_grant'), 'invalid_grant'],
    ['no token endpoint', html(404), 'endpoint_not_found'],
    ['a page instead of a token', html(200), 'answer_not_json'],
    ['the connection breaks', hangUp, 'instance_unreachable'],
    ['a broken token', grant({ access_token: 'a b' }), 'answer_invalid'],
  ])('%s: the reason is kept, the token in use as well', async (_, answer, code) => {
    const account = await makeAccount();
    await account.connect({ access_token: 'made-up-first' });
    const state = stateOf(new URL(await account.authorize()));
    expect(await failureOf(account.arrive(answer, state))).toMatchObject({ code });
    const { account: row } = await account.load();
    expect(row.problem).toMatchObject({ code, trace: { url: `${server.origin}/oauth2/token` } });
    expect(await account.tokens()).toMatchObject({ access: 'made-up-first', version: 1 });
    expect(JSON.stringify(row.problem)).not.toContain(CODE);
  });

  test('secret regenerated while the person was at Coupa: rejected since now, token kept', async () => {
    const account = await makeAccount();
    await account.connect({ access_token: 'made-up-first' });
    const state = stateOf(new URL(await account.authorize()));
    const refused = await failureOf(account.arrive(refusal(401, 'invalid_client'), state));
    expect(refused).toMatchObject({ code: 'invalid_client' });
    expect((await account.load()).account.rejectedAt).not.toBeNull();
    expect((await account.tokens())?.access).toBe('made-up-first');
  });

  test('[RFC9700-5] [ASVS-10.2.2] another issuer on the way back', async () => {
    const account = await makeAccount();
    const state = stateOf(await account.leave());
    const failure = await failureOf(account.comeBack(`${back(state)}&iss=https%3A%2F%2Fevil.example`));
    expect(failure).toMatchObject({
      code: 'issuer_mismatch',
      facts: { expected: server.origin, found: 'https://evil.example' },
    });
    expect(tokenRequests()).toEqual([]);
  });
});
