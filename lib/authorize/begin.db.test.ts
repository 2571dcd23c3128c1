import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, deleteAccount } from '@/lib/accounts/mutations';
import { beginAuthorization } from '@/lib/authorize/begin';
import { accounts, authorizations, events, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { DISCOVERY, stateOf, TestAccount } from '@/test/authorization-server/account';
import { grant, html, json, refusal } from '@/test/authorization-server/answers';
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

/** Every row of every table that a secret could reach. */
async function everything() {
  const tables = [accounts, tokens, authorizations, events];
  return JSON.stringify(await Promise.all(tables.map((table) => store.db.select().from(table))));
}

describe('client credentials', () => {
  test('the token is stored sealed, and the browser goes on to the result', async () => {
    const account = await TestAccount.make(store, server);
    server.expect(TOKEN, grant({ access_token: 'made-up-canary-token' }));
    expect(await account.authorize()).toBe(`/accounts/${account.id}/setup/result`);
    expect(await account.tokens()).toEqual({ access: 'made-up-canary-token', refresh: null, version: 1 });
    const { account: row, token } = await account.load();
    expect(row).toMatchObject({ clientAuthMethod: 'client_secret_post', problem: null, rejectedAt: null });
    expect(token).toMatchObject({
      requestedScopes: ['core.common.read'],
      expirySource: 'response',
      consentedAt: null,
    });
    expect(token?.expiresAt).toEqual(new Date('2026-11-25T09:59:59Z'));
    const rows = await everything();
    for (const secret of ['made-up-canary-token', CLIENT.clientSecret ?? ''])
      expect(rows).not.toContain(secret);
  });

  test('invalid_scope is retried without scope, and the refusal is kept for the report', async () => {
    const account = await TestAccount.make(store, server);
    server.expect(TOKEN, refusal(400, 'invalid_scope'));
    server.expect(TOKEN, grant());
    await account.authorize();
    expect(server.seen.map(({ form }) => form.get('scope'))).toEqual(['core.common.read', null]);
    const { token } = await account.load();
    expect(token).toMatchObject({
      requestedScopes: ['core.common.read'],
      traces: [{ status: 400, error: 'invalid_scope' }, { status: 200 }],
    });
  });

  test('secret wrong or client deactivated: said with the account, since when, and nothing else is changed', async () => {
    const account = await TestAccount.make(store, server);
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    expect(await failureOf(account.authorize())).toMatchObject({ code: 'invalid_client' });
    const { account: row, token } = await account.load();
    expect(row).toMatchObject({
      problem: { code: 'invalid_client', facts: { status: 401 } },
      clientAuthMethod: null,
    });
    expect(row.rejectedAt).not.toBeNull();
    expect(token).toBeNull();
    expect((await account.history()).at(-1)).toMatchObject({
      kind: 'token_failed',
      facts: { code: 'invalid_client', status: 401 },
    });
  });

  test('secret regenerated meanwhile: the token in use stays; the next good secret clears the rejection', async () => {
    const account = await TestAccount.make(store, server);
    server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
    await account.authorize();
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    expect(await failureOf(account.authorize())).toMatchObject({ code: 'invalid_client' });
    expect((await account.tokens())?.access).toBe('made-up-first');
    expect((await account.load()).account.rejectedAt).not.toBeNull();

    await account.saveSecret('made-up-new-secret');
    server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
    await account.authorize();
    expect(await account.tokens()).toMatchObject({ access: 'made-up-second', version: 2 });
    expect((await account.load()).account).toMatchObject({ rejectedAt: null, problem: null });
  });

  test('[ASVS-15.4.1] two presses at once: one token is stored, the other press is told', async () => {
    const account = await TestAccount.make(store, server);
    const bothAsked = Promise.withResolvers<void>();
    const [first, second] = [grant({ access_token: 'made-up-a' }), grant({ access_token: 'made-up-b' })];
    server.expect(TOKEN, (response, request) => bothAsked.promise.then(() => first(response, request)));
    server.expect(TOKEN, (response, request) => {
      bothAsked.resolve();
      second(response, request);
    });
    const outcomes = await Promise.allSettled([account.authorize(), account.authorize()]);
    const codes = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? 'stored' : outcome.reason.code,
    );
    expect(codes.toSorted()).toEqual(['changed_meanwhile', 'stored']);
    expect((await account.load()).account.problem).toBeNull();
    expect((await account.tokens())?.version).toBe(1);
  });

  test('an account that is not ready, or is put away, asks nobody', async () => {
    const account = await TestAccount.make(store, server);
    await deleteAccount(store, account.person, account.id);
    expect(await failureOf(account.authorize())).toMatchObject({ code: 'not_found' });
    const person = await makePerson(store);
    const step = {
      accountType: 'other',
      label: 'x',
      instanceUrl: server.origin,
      clientSource: 'new',
    } as const;
    const early = beginAuthorization(account.context, person, await createAccount(store, person, step));
    expect(await failureOf(early)).toMatchObject({ code: 'step_not_ready' });
    expect(server.seen).toEqual([]);
  });
});

describe('authorization code', () => {
  const journeyFor = (scopes?: string[]) =>
    TestAccount.make(store, server, { grantType: 'authorization_code', scopes });

  test('[RFC9700-18] [RFC9700-8] the browser goes to the instance, to come back to this account’s own address', async () => {
    const account = await journeyFor();
    const url = await account.leave();
    expect(url.origin + url.pathname).toBe(`${server.origin}/oauth2/authorizations/new`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: CLIENT.clientId,
      redirect_uri: `http://localhost:3000/api/oauth/callback/${account.id}`,
      scope: 'core.common.read',
      code_challenge_method: 'S256',
    });
    expect(await everything()).not.toContain(stateOf(url));
    expect((await account.history()).at(-1)).toMatchObject({ kind: 'authorization_started' });
  });

  test('the endpoint of a discovery document of the same issuer is used', async () => {
    const account = await journeyFor(['openid']);
    const { origin } = server;
    const found = {
      issuer: origin,
      authorization_endpoint: `${origin}/go`,
      token_endpoint: `${origin}/token`,
    };
    server.expect(DISCOVERY, json(200, found));
    const url = new URL(await account.authorize());
    expect(url.pathname).toBe('/go');
    expect(url.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
  });

  test('[RFC9700-2] [ASVS-10.2.1] metadata that knows nothing of PKCE, or only plain, changes nothing: S256, and the verifier stays here', async () => {
    const { origin } = server;
    const found = {
      issuer: origin,
      authorization_endpoint: `${origin}/go`,
      token_endpoint: `${origin}/token`,
    };
    for (const methods of [undefined, [], ['plain']]) {
      const account = await journeyFor();
      server.expect(DISCOVERY, json(200, { ...found, code_challenge_methods_supported: methods }));
      const url = new URL(await account.authorize());
      expect(url.pathname).toBe('/go');
      expect(url.searchParams.get('code_challenge_method')).toBe('S256');
      server.expect('POST /token', grant());
      await account.comeBack(`code=made-up&state=${stateOf(url)}`);
      const verifier = server.last.form.get('code_verifier') ?? '';
      expect(verifier).toMatch(/^[\w-]{43}$/);
      expect(url.href).not.toContain(verifier);
      expect(await everything()).not.toContain(verifier);
    }
  });

  test('[RFC9700-8] [RFC9700-18] each account has a redirect URI of its own', async () => {
    const addresses = await Promise.all([journeyFor(), journeyFor()]);
    const redirects: (string | null)[] = [];
    for (const account of addresses) redirects.push((await account.leave()).searchParams.get('redirect_uri'));
    expect(new Set(redirects).size).toBe(2);
  });

  test('the second journey within minutes does not ask for the document again', async () => {
    const account = await journeyFor();
    server.expect(DISCOVERY, html(404));
    const first = new URL(await account.authorize());
    const second = new URL(await account.authorize());
    expect(stateOf(first)).not.toBe(stateOf(second));
  });
});
