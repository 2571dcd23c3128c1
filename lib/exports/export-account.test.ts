import { expect, it } from 'vitest';
import type { AccountView, TokenView } from '@/lib/accounts/view';
import { toExportAccount } from '@/lib/exports/export-account';

const token = {
  hasRefreshToken: true,
  expiresAt: '2026-11-25T14:05:00.000Z',
  grantedScopes: ['b', 'c', 'a'],
};
const view = {
  redirectUri: 'https://wizard.example/api/oauth/callback/1',
  label: 'Label',
  scopeSource: 'chosen',
  scopes: ['a', 'b', 'd'],
  isTokenCurrent: true,
  token: token as TokenView,
} as AccountView;

it.each<[string, Partial<AccountView>, string[]]>([
  ['those requested and granted, in the requested order', {}, ['a', 'b']],
  [
    'those requested while the token does not say',
    { token: { ...token, grantedScopes: null } as TokenView },
    ['a', 'b', 'd'],
  ],
  ['those requested while there is no token', { token: null, isTokenCurrent: false }, ['a', 'b', 'd']],
  ['those requested when the token is of an older configuration', { isTokenCurrent: false }, ['a', 'b', 'd']],
  ['those granted when the client tells', { scopeSource: 'from_token', scopes: [] }, ['b', 'c', 'a']],
  ['none when the client has not told yet', { scopeSource: 'from_token', scopes: [], token: null }, []],
])('scopes are %s', (_, changes, scopes) => {
  expect(toExportAccount({ ...view, ...changes }).scopes).toEqual(scopes);
});

it('takes the token’s facts, and nothing that it has no field for', () => {
  expect(toExportAccount(view)).toMatchObject({
    hasRefreshToken: true,
    expiresAt: token.expiresAt,
    tokenAddress: 'https://wizard.example/api/accounts/1/token',
  });
  expect(toExportAccount({ ...view, token: null })).toMatchObject({
    hasRefreshToken: false,
    expiresAt: null,
  });
  expect(Object.keys(toExportAccount(view))).not.toContain('token');
});
