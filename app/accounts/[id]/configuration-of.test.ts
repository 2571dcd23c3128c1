import { expect, it } from 'vitest';
import type { AccountView } from '@/lib/accounts/view';
import { configurationOf } from './configuration-of';

const account = (parts: Partial<AccountView> = {}) =>
  ({
    label: 'Supplier sync',
    accountType: 'snaplogic-oauth2',
    instanceUrl: 'https://acme-test.coupahost.com',
    grantType: 'client_credentials',
    clientProof: 'shared_secret',
    clientId: 'a1'.repeat(16),
    scopes: ['core.supplier.read'],
    scopeSource: 'chosen',
    redirectUri: 'https://wizard.acme.example/api/oauth/callback/1',
    token: null,
    isTokenCurrent: false,
    ...parts,
  }) as AccountView;

const editor = { role: 'editor' as const };
const kindsOf = ({ first, others }: ReturnType<typeof configurationOf>) =>
  [first, ...others].flatMap((sheet) => sheet?.rows.map(({ kind }) => kind) ?? []);

it('puts first what the account was made for', () => {
  expect(configurationOf(account(), editor).first?.id).toBe('snaplogic-oauth2');
  expect(configurationOf(account({ accountType: 'snaplogic-dynamic' }), editor).first?.id).toBe(
    'snaplogic-dynamic',
  );
  expect(configurationOf(account({ accountType: 'other' }), editor).first).toBeNull();
});

it('lets only editors copy a secret', () => {
  expect(kindsOf(configurationOf(account(), editor))).toEqual(expect.arrayContaining(['secret', 'token']));
  const kinds = kindsOf(configurationOf(account(), { role: 'viewer' }));
  expect(kinds).not.toContain('secret');
  expect(kinds).not.toContain('token');
});

it('says what SnapLogic cannot take only where that is so', () => {
  const code = account({ accountType: 'other', grantType: 'authorization_code' });
  expect(configurationOf(account(), editor).support).toBeNull();
  expect(configurationOf(code, editor).support?.words).toContain('only client credentials');
  expect(configurationOf(code, editor).others.map(({ id }) => id)).not.toContain('snaplogic-oauth2');
});

it('offers files by name and lines to copy, each once', () => {
  const { exports } = configurationOf(account(), editor);
  expect(exports.map(({ id, fileName }) => `${id} ${fileName}`)).toEqual([
    'curl null',
    'curl-from-here null',
    'env supplier-sync.env',
    'postman-collection supplier-sync.postman_collection.json',
    'postman-environment supplier-sync.postman_environment.json',
    'sheet null',
  ]);
  expect(exports.filter(({ fileName }) => fileName === null).every(({ text }) => text)).toBe(true);
});
