import { expect, it } from 'vitest';
import type { AccountStatus } from '@/lib/accounts/view';
import { actionsOf } from './actions-of';

const account = (kind: AccountStatus['kind'], parts: object = {}) => ({
  status: { kind, needsPerson: false, step: null, since: null, renewal: null, proof: null },
  isTokenCurrent: true,
  hasClientSecret: true,
  grantType: 'client_credentials' as const,
  token: { hasRefreshToken: false },
  lacksScopes: false,
  ...parts,
});
const words = (...args: Parameters<typeof account>) => {
  const { primary, all } = actionsOf(account(...args));
  return `${primary}: ${all.join(' ')}`;
};
const code = { grantType: 'authorization_code' };

it('offers what makes sense in each state, and lets at most one stand out', () => {
  expect(words('valid')).toBe('null: reauthorize renew validate');
  expect(words('limited')).toBe('validate: validate reauthorize renew');
  expect(words('limited', { lacksScopes: true })).toBe('reauthorize: reauthorize renew validate');
  expect(words('expired')).toBe('renew: renew reauthorize validate');
  expect(words('rejected')).toBe('replace: replace reauthorize renew validate');
  expect(words('rejected', { hasClientSecret: false })).toBe('reauthorize: reauthorize renew validate');
  expect(words('rejected', { isTokenCurrent: false })).toBe('reauthorize: reauthorize validate');
  expect(words('reauth-required', { token: null })).toBe('reauthorize: reauthorize');
  expect(words('config-error')).toBe('reauthorize: reauthorize renew validate');
  expect(words('setting-up')).toBe('continue: continue');
  expect(words('quarantined', { isTokenCurrent: false, token: null })).toBe('reauthorize: reauthorize');
  expect(words('deleted')).toBe('restore: restore');
});

it('renews an authorization code only with a refresh token', () => {
  expect(words('expired', code)).toBe('reauthorize: reauthorize validate');
  expect(words('expired', { ...code, token: { hasRefreshToken: true } })).toBe(
    'renew: renew reauthorize validate',
  );
});

it('asks for a new authorization once the configuration has changed', () => {
  expect(words('valid', { isTokenCurrent: false })).toBe('reauthorize: reauthorize validate');
  expect(words('expired', { isTokenCurrent: false, token: null })).toBe('reauthorize: reauthorize');
});
