import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantTypeStepSchema } from '@/lib/accounts/schema';
import { SCOPE_PRESETS } from '@/lib/coupa/scope-presets';
import type { Store } from '@/lib/db/store';
import { runValidation } from '@/lib/reports/run';
import { renewToken } from '@/lib/upkeep/renew';
import type { Report } from '@/lib/validation/report';
import { TestAccount } from '@/test/authorization-server/account';
import { grant, json } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** The report on a token old enough to be used; every read is answered with an empty list. */
async function validate({ context, clock, person, id }: TestAccount, reads: string[]): Promise<Report> {
  clock.moveMs(10_000);
  for (const read of reads) server.expect(`GET ${read}`, json(200, []));
  let report: Report | undefined;
  for await (const event of runValidation(context, person, id, new AbortController().signal))
    if (event.type === 'ended') report = event.report;
  if (!report) throw new Error('no report came');
  return report;
}

const scopesLine = ({ checks }: Report) => checks.find(({ id }) => id === 'token-scopes')?.evidence;
const DEPARTMENTS = '/api/departments';
const granting = (scope: string) => grant({ scope });
const obtain = async (scopes: string[], granted: string) => {
  const account = await TestAccount.make(store, server, { scopes });
  server.expect(TOKEN, granting(granted));
  await account.authorize();
  return account;
};

describe('[RFC9700-19] asked and granted are compared', () => {
  test('fewer: validated with limits, and the missing ones are named', async () => {
    const account = await obtain(['core.common.read', 'core.invoice.read'], 'core.common.read');
    const report = await validate(account, [DEPARTMENTS]);
    expect(report.verdict).toBe('validated-with-limits');
    expect(report.scopes).toContainEqual(
      expect.objectContaining({
        scope: 'core.invoice.read',
        requested: true,
        granted: false,
        result: 'missing',
      }),
    );
    expect(report.summary).toContain('core.invoice.read');
  });

  test('more: what was granted is stored, and the report says which nobody asked for', async () => {
    const account = await obtain(['core.common.read'], 'core.common.read core.supplier.write');
    expect((await account.load()).token).toMatchObject({
      requestedScopes: ['core.common.read'],
      responseScopes: ['core.common.read', 'core.supplier.write'],
    });
    const report = await validate(account, [DEPARTMENTS]);
    expect(report.scopes).toContainEqual(
      expect.objectContaining({ scope: 'core.supplier.write', requested: false, granted: true }),
    );
    expect(scopesLine(report)).toContain('Not asked for, yet granted: `core.supplier.write`');
  });
});

test('[RFC9700-34] a refresh that widens the scopes: stored as granted, and said', async () => {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect({ scope: 'core.common.read', refresh_token: 'made-up-refresh' });
  server.expect(TOKEN, granting('core.common.read core.user.write'));
  await renewToken(account.context, account.person, account.id);
  expect(server.last.form.get('scope'), 'a refresh asks for nothing new').toBeNull();
  const { token } = await account.load();
  expect(token).toMatchObject({ version: 2, responseScopes: ['core.common.read', 'core.user.write'] });
  const report = await validate(account, [DEPARTMENTS]);
  expect(scopesLine(report)).toContain('Not asked for, yet granted: `core.user.write`');
});

describe('[ASVS-10.2.3] only the scopes that were chosen are asked for', () => {
  test.each(SCOPE_PRESETS.map(({ id, scopes }) => [id, scopes] as const))('%s', async (_, scopes) => {
    const account = await TestAccount.make(store, server, {
      grantType: 'authorization_code',
      scopes: [...scopes],
    });
    const url = await account.leave();
    expect(url.searchParams.get('scope')).toBe(scopes.join(' '));
  });
});

test.each(['password', 'implicit', 'token', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'hybrid', ''])(
  '[RFC9700-20] grant type "%s" is refused wherever an account is configured',
  (grantType) => {
    const step = { clientProof: 'pkce', name: 'n', login: 'l', contactFirstName: '', contactLastName: '' };
    const parse = (wanted: string) =>
      grantTypeStepSchema.safeParse({ ...step, contactEmail: '', grantType: wanted });
    expect(parse('authorization_code').success, 'the rest of the form is right').toBe(true);
    expect(parse(grantType).success).toBe(false);
  },
);
