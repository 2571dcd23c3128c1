import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import { hasCurrentToken } from '@/lib/accounts/to-view';
import { alerts, secretRotations, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { addKey } from '@/lib/keys/add-key';
import { dropKey } from '@/lib/keys/drop-key';
import { rewrapAll } from '@/lib/keys/rewrap-all';
import { loadRotation } from '@/lib/rotation/data';
import { dropSecret } from '@/lib/rotation/drop-secret';
import { getRotation } from '@/lib/rotation/get-rotation';
import { proveSecret } from '@/lib/rotation/prove-secret';
import { stageSecret } from '@/lib/rotation/stage-secret';
import { writeSwitch } from '@/lib/rotation/swap-mutations';
import { switchSecret } from '@/lib/rotation/switch-secret';
import { undoSwitch } from '@/lib/rotation/undo-switch';
import { storeGrant } from '@/lib/tokens/mutations';
import { openClient } from '@/lib/tokens/open';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, html, json, refusal } from '@/test/authorization-server/answers';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';
import { keepRingInFile } from '@/test/sealed-rows';

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const OLD = CLIENT.clientSecret ?? '';
const NEW = 'facade'.padEnd(64, '2');
const REFRESH = 'made-up-refresh-1';
const ACCEPTED = [refusal(400, 'invalid_grant'), refusal(401, 'invalid_client')];

async function byCredentials() {
  const account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
  await account.authorize();
  return account;
}

async function byCode(parts: Record<string, unknown> = { refresh_token: REFRESH }) {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect({ access_token: 'made-up-first', ...parts });
  server.seen.length = 0;
  return account;
}

const stage = ({ context, person, id }: TestAccount, secret = NEW) =>
  stageSecret(context, person, id, secret);
const view = ({ context, id }: TestAccount) => getRotation(context, id);
function answered<T>(answers: readonly Answer[], work: () => Promise<T>): Promise<T> {
  for (const answer of answers) server.expect(TOKEN, answer);
  return work();
}
const prove = (account: TestAccount, answers: readonly Answer[] = ACCEPTED) =>
  answered(answers, () => proveSecret(account.context, account.person, account.id));
const press = (account: TestAccount, answers: readonly Answer[]) =>
  answered(answers, () => switchSecret(account.context, account.person, account.id));

async function proved(account: TestAccount) {
  await stage(account);
  await prove(account);
  return account;
}
/** As a process that died after the switch leaves it. */
async function switched(account: TestAccount) {
  await proved(account);
  const { account: before } = await account.load();
  const row = await loadRotation(store, account.id);
  if (!row) throw new Error('nothing was staged');
  const now = account.context.clock.now();
  await writeSwitch(store, { account: before, row, next: NEW, current: OLD, by: account.person, now });
  server.seen.length = 0;
  return before;
}
const secretInUse = async (account: TestAccount) =>
  (await openClient(store, (await account.load()).account)).clientSecret;
const kinds = async (account: TestAccount) => (await account.history()).map(({ kind }) => kind);
const sentWith = (refresh: string) =>
  server.seen
    .filter(({ form }) => form.get('refresh_token') === refresh)
    .map(({ form }) => form.get('client_secret'));
const stays = async (account: TestAccount) => {
  expect(await account.tokens()).toMatchObject({ access: 'made-up-first', version: 1 });
  expect(await secretInUse(account)).toBe(OLD);
};

describe('from one secret to the next', () => {
  test('authorization code: proved with a refresh token that never was; the real one goes out once, with the proved secret', async () => {
    const account = await byCode();
    await stage(account);
    expect(await view(account)).toMatchObject({
      stage: 'staged',
      stagedLength: 64,
      stagedByName: 'Maya Lindqvist',
    });
    expect(await failureOf(press(account, []))).toMatchObject({
      code: 'secret_not_proved',
      facts: { reason: 'missing' },
    });
    await stays(account);

    await prove(account);
    const [question, contrast] = server.seen.map(({ form }) => Object.fromEntries(form));
    expect(question).toMatchObject({ grant_type: 'refresh_token', client_secret: NEW });
    expect(question?.refresh_token).toMatch(/^made-up-[\w-]{43}$/);
    expect(contrast?.client_secret).toMatch(/^[0-9a-f]{64}$/);
    expect([OLD, NEW]).not.toContain(contrast?.client_secret);
    expect(await view(account)).toMatchObject({
      stage: 'proved',
      proof: { outcome: 'accepted', how: 'contrast', status: 400 },
    });
    await stays(account);

    await press(account, [grant({ access_token: 'made-up-second', refresh_token: 'made-up-refresh-2' })]);
    expect(sentWith(REFRESH)).toEqual([NEW]);
    expect(await account.tokens()).toEqual({
      access: 'made-up-second',
      refresh: 'made-up-refresh-2',
      version: 2,
    });
    expect(await view(account)).toMatchObject({ stage: 'none', canStart: true, inUseLength: 64 });
    expect(await secretInUse(account)).toBe(NEW);
    expect((await kinds(account)).slice(-5)).toEqual([
      'secret_staged',
      'secret_proved',
      'secret_switched',
      'secret_retired',
      'renewed',
    ]);
    const rows = JSON.stringify([await store.db.select().from(secretRotations), await account.history()]);
    for (const secret of [OLD, NEW]) expect(rows).not.toContain(secret);
    await answered([grant()], () => renewToken(account.context, account.person, account.id));
    expect(server.last.form.get('refresh_token')).toBe('made-up-refresh-2');
  });

  test('client credentials: proved by a real token that is thrown away; the one in use stays until the switch', async () => {
    const account = await byCredentials();
    await stage(account);
    await prove(account, [grant({ access_token: 'made-up-proof' })]);
    expect(Object.fromEntries(server.last.form)).toMatchObject({
      client_secret: NEW,
      scope: 'core.common.read',
    });
    expect((await view(account)).proof).toMatchObject({ outcome: 'accepted', how: 'token', status: 200 });
    await stays(account);
    await press(account, [grant({ access_token: 'made-up-second' })]);
    expect(await account.tokens()).toMatchObject({ access: 'made-up-second', version: 2 });
    expect((await view(account)).stage).toBe('none');
  });

  test('regenerated in Coupa unannounced: the token and its consent live on with the new secret', async () => {
    const account = await byCode();
    await answered([refusal(401, 'invalid_client')], () =>
      failureOf(renewToken(account.context, account.person, account.id)),
    );
    expect((await account.load()).account).toMatchObject({ problem: { code: 'invalid_client' } });
    await proved(account);
    const failing = press(account, [html(503)]);
    await failing;
    expect((await account.load()).account.rejectedAt).toBeNull();
    expect((await view(account)).stage).toBe('switched');
    await press(account, [grant({ access_token: 'made-up-second' })]);
    expect(await account.tokens()).toMatchObject({ access: 'made-up-second', refresh: REFRESH });
    expect((await view(account)).stage).toBe('none');
  });

  test('without a refresh token nothing is asked at the switch; the next consent ends the change', async () => {
    const account = await byCode({});
    await proved(account);
    await press(account, []);
    expect((await account.load()).account.problem).toBeNull();
    expect((await view(account)).stage).toBe('switched');
    account.clock.moveMs(20 * 3_600_000);
    await account.connect({ access_token: 'made-up-second' });
    expect(server.last.form.get('client_secret')).toBe(NEW);
    expect((await view(account)).stage).toBe('none');
  });
});

describe('what an answer proves', () => {
  const WRONG = refusal(401, 'invalid_client');
  let account: TestAccount;
  beforeAll(async () => {
    account = await byCode();
    await stage(account);
    await prove(account);
  });

  test.each([
    { name: 'Coupa in trouble', answers: [html(503)], code: 'endpoint_server_error' },
    { name: 'too many requests', answers: [json(429, {}, { 'Retry-After': '7' })], code: 'rate_limited' },
    { name: 'a sign-in page', answers: [html(200)], code: 'answer_not_json' },
    {
      name: 'in trouble at the second question',
      answers: [refusal(400, 'invalid_grant'), html(503)],
      code: 'endpoint_server_error',
    },
  ])('nothing: $name; what was known before stands', async ({ answers, code }) => {
    expect(await failureOf(prove(account, answers))).toMatchObject({ code });
    expect((await view(account)).stage).toBe('proved');
    expect(sentWith(REFRESH)).toEqual([]);
    expect((await account.load()).account.problem).toBeNull();
  });

  test.each([
    { name: 'not refused', answers: [refusal(400, 'unauthorized_client'), WRONG], outcome: 'accepted' },
    {
      name: 'a refusal of something else',
      answers: [refusal(400, 'invalid_request'), WRONG],
      outcome: 'accepted',
    },
    { name: 'refused', answers: [WRONG], outcome: 'refused' },
    { name: 'refused by a bare 401', answers: [json(401, {})], outcome: 'refused' },
    {
      name: 'what a made-up secret gets as well',
      answers: [refusal(400, 'invalid_grant'), refusal(400, 'invalid_grant')],
      outcome: 'unclear',
    },
    { name: 'a firewall’s 403 for both', answers: [html(403), html(403)], outcome: 'unclear' },
    { name: 'a token for a refresh token that never was', answers: [grant(), WRONG], outcome: 'unclear' },
  ])('$outcome: $name', async ({ answers, outcome }) => {
    const failure = await prove(account, answers).then(
      () => null,
      (error: unknown) => error,
    );
    expect(await view(account)).toMatchObject({
      stage: outcome === 'accepted' ? 'proved' : 'staged',
      proof: { outcome, secretLength: 64 },
    });
    const refused = { code: 'secret_not_proved', facts: { reason: outcome } };
    if (outcome !== 'accepted') {
      expect(failure).toMatchObject(refused);
      expect(await failureOf(press(account, []))).toMatchObject(refused);
      expect((await kinds(account)).at(-1)).toBe('secret_proof_failed');
    }
    expect(sentWith(REFRESH)).toEqual([]);
    await stays(account);
  });

  test('client credentials: a refused secret and a refused scope are no proof', async () => {
    const account = await byCredentials();
    await stage(account);
    expect(await failureOf(prove(account, [refusal(401, 'invalid_client')]))).toMatchObject({
      facts: { reason: 'refused' },
    });
    const scope = refusal(400, 'invalid_scope');
    expect(await failureOf(prove(account, [scope, scope]))).toMatchObject({
      facts: { reason: 'unclear', error: 'invalid_scope' },
    });
    await stays(account);
  });

  test('it counts for an hour and for the credentials of its day', async () => {
    const account = await byCredentials();
    await stage(account);
    await prove(account, [grant()]);
    account.clock.moveMs(60 * 60_000);
    expect((await view(account)).stage).toBe('staged');
    expect(await failureOf(press(account, []))).toMatchObject({ facts: { reason: 'old' } });
    await prove(account, [grant()]);
    await account.saveSecret('another'.padEnd(64, '3'));
    expect(await failureOf(press(account, []))).toMatchObject({ code: 'step_not_ready' });
    await answered([grant({ access_token: 'made-up-second' })], account.authorize);
    expect(await failureOf(press(account, []))).toMatchObject({ facts: { reason: 'changed' } });
  });
});

describe('one change at a time, each step once', () => {
  test('a second secret waits for the first; the same one again is the first; the one in use is none', async () => {
    const account = await byCode();
    expect(await failureOf(stage(account, OLD))).toMatchObject({
      code: 'invalid_input',
      facts: { field: 'clientSecret' },
    });
    const other = 'other'.padEnd(64, '4');
    const both = await Promise.allSettled([stage(account), stage(account, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await dropSecret(account.context, account.person, account.id);
    await stage(account);
    await stage(account);
    expect(await failureOf(stage(account, other))).toMatchObject({ code: 'rotation_under_way' });
    expect((await kinds(account)).filter((kind) => kind === 'secret_staged')).toHaveLength(2);
    await dropSecret(account.context, account.person, account.id);
    for (const step of [dropSecret, proveSecret, switchSecret, undoSwitch])
      expect(await failureOf(step(account.context, account.person, account.id))).toMatchObject({
        code: 'rotation_missing',
      });
    await stays(account);
  });

  test('an answer about a secret that was given up meanwhile proves nothing of the next one', async () => {
    const account = await byCode();
    await stage(account);
    server.expect(TOKEN, ACCEPTED[0] as Answer);
    server.expect(TOKEN, async (response, request) => {
      await dropSecret(account.context, account.person, account.id);
      await stage(account, 'other'.padEnd(64, '4'));
      return ACCEPTED[1]?.(response, request);
    });
    expect(await failureOf(prove(account, []))).toMatchObject({ code: 'rotation_missing' });
    expect(await view(account)).toMatchObject({ stage: 'staged', proof: null });
  });

  test('a renewal on its way is not overtaken, and nothing is half done', async () => {
    const account = await proved(await byCode());
    const held = Promise.withResolvers<void>();
    const answer = grant({ refresh_token: 'made-up-refresh-2' });
    server.expect(TOKEN, (response, request) => held.promise.then(() => answer(response, request)));
    const arrival = server.nextArrival();
    const renewing = renewToken(account.context, account.person, account.id);
    await arrival;
    expect(await failureOf(press(account, []))).toMatchObject({
      code: 'renewal_in_progress',
      facts: { retryAfterSeconds: 5 },
    });
    held.resolve();
    await renewing;
    expect(await view(account)).toMatchObject({ stage: 'proved' });
    expect(await secretInUse(account)).toBe(OLD);
    await press(account, [grant()]);
    expect(sentWith('made-up-refresh-2')).toEqual([NEW]);
  });

  test('died after the switch: its time is now, the next try ends it, and a late token by the old secret does not', async () => {
    const account = await byCode();
    await applyAccount(store, account.person, account.id);
    const before = await switched(account);
    const { token } = await account.load();
    const [row] = (await store.db.select().from(upkeep)).filter(({ accountId }) => accountId === account.id);
    expect(row?.dueAt?.getTime()).toBeLessThanOrEqual(account.clock.now().getTime());
    expect((await account.load()).account.clientSecretSavedAt).toEqual(
      (await loadRotation(store, account.id))?.stagedAt,
    );
    const { configurationHash = '', requestedScopes = null } = token ?? {};
    const late = {
      attemptId: crypto.randomUUID(),
      requestedScopes,
      consentedAt: null,
      by: null,
      configurationHash,
    };
    const grantAt = (at: Date) => ({ ...late, grant: lateGrant(at), kind: 'renewed' as const });
    const now = account.clock.now();
    await storeGrant(store, { ...grantAt(now), account: before, before: token });
    expect((await view(account)).stage).toBe('switched');
    // The same out of the journal, where it had waited since before the switch.
    const after = await account.load();
    await storeGrant(store, {
      ...grantAt(new Date(now.getTime() - 1000)),
      account: after.account,
      before: after.token,
    });
    expect((await view(account)).stage).toBe('switched');
    const { account: changed, token: kept } = await account.load();
    expect(hasCurrentToken(changed, kept, account.context.appUrl)).toBe(true);
    await answered([grant()], () => renewToken(account.context, null, account.id));
    expect((await view(account)).stage).toBe('none');
  });
});

const lateGrant = (obtainedAt: Date) => ({
  accessToken: 'made-up-late',
  expiresInSeconds: 86_400,
  expirySource: 'response' as const,
  refreshToken: REFRESH,
  idToken: null,
  responseScopes: null,
  authMethod: 'client_secret_post' as const,
  obtainedAt,
  trace: {
    method: 'POST' as const,
    url: `${server.origin}/oauth2/token`,
    sent: {},
    startedAt: '',
    durationMs: 1,
  },
  earlier: [],
});

describe('back to the secret before', () => {
  const WRONG = refusal(401, 'invalid_client');
  test('by itself, when the new one is refused and the one before is not: the renewal goes on, nothing is lost', async () => {
    const account = await byCode();
    await switched(account);
    await answered([WRONG, ...ACCEPTED, grant({ access_token: 'made-up-second' })], () =>
      renewToken(account.context, null, account.id),
    );
    expect(sentWith(REFRESH)).toEqual([NEW, OLD]);
    expect(await account.tokens()).toMatchObject({ access: 'made-up-second', version: 2 });
    expect(await secretInUse(account)).toBe(OLD);
    expect(await view(account)).toMatchObject({
      stage: 'staged',
      stagedLength: 64,
      proof: { outcome: 'undone', error: 'invalid_client' },
    });
    expect((await account.load()).account).toMatchObject({ problem: null, rejectedAt: null });
    expect(await kinds(account)).toContain('secret_switch_undone');
    const told = (await store.db.select().from(alerts)).filter(({ accountId }) => accountId === account.id);
    expect(told).toMatchObject([
      {
        kind: 'failed',
        facts: { label: 'AP invoices', title: expect.stringContaining('the one before is in use again') },
      },
    ]);
    expect(await failureOf(press(account, []))).toMatchObject({ facts: { reason: 'missing' } });
    await prove(account);
    await press(account, [grant()]);
    expect(await secretInUse(account)).toBe(NEW);
  });

  test('not to one that is refused as well, nor on any other failure; a person is told so', async () => {
    const account = await byCode();
    await switched(account);
    const renew = () => renewToken(account.context, null, account.id);
    expect(await failureOf(answered([WRONG, WRONG], renew))).toMatchObject({ code: 'invalid_client' });
    expect(await failureOf(answered([html(503)], renew))).toMatchObject({ code: 'endpoint_server_error' });
    const undo = () => undoSwitch(account.context, account.person, account.id);
    expect(await failureOf(answered([WRONG], undo))).toMatchObject({
      code: 'secret_not_proved',
      facts: { reason: 'previous' },
    });
    expect(sentWith(REFRESH)).toEqual([NEW, NEW]);
    expect(await secretInUse(account)).toBe(NEW);
    expect((await view(account)).stage).toBe('switched');
  });

  test('by a person, once however often it is pressed', async () => {
    const account = await byCode();
    await switched(account);
    const undo = () => undoSwitch(account.context, account.person, account.id);
    await answered(ACCEPTED, undo);
    await undo();
    await stays(account);
    expect(sentWith(REFRESH)).toEqual([]);
    await dropSecret(account.context, account.person, account.id);
    expect((await view(account)).stage).toBe('none');
  });

  test('also after the keys were renewed that sealed it', async () => {
    const account = await byCode();
    await switched(account);
    keepRingInFile(store);
    const now = account.clock.now();
    await addKey(store, account.person, now);
    await rewrapAll(store, { signal: AbortSignal.timeout(10_000) });
    await dropKey(store, 'k1', account.person, new Date(now.getTime() + 180_000));
    await answered(ACCEPTED, () => undoSwitch(account.context, account.person, account.id));
    expect(await secretInUse(account)).toBe(OLD);
    await prove(account);
    await press(account, [grant()]);
    expect(await secretInUse(account)).toBe(NEW);
  });
});
