import { expect, it } from 'vitest';
import { adviceFor, OFFLINE_ACCESS_RULES } from '@/lib/coupa/offline-access';

it('advises offline_access for authorization code only', () => {
  expect(adviceFor('client_credentials', 'shared_secret')).toEqual({
    shouldTick: false,
    words: 'Leave out: client credentials never gets a refresh token.',
  });
  expect(adviceFor('authorization_code', 'shared_secret')).toMatchObject({ shouldTick: true });
  expect(adviceFor('authorization_code', 'pkce').words).toContain('with PKCE');
});

it('promises a refresh token exactly where the advice is to tick', () => {
  for (const rule of OFFLINE_ACCESS_RULES) {
    const { shouldTick } = adviceFor(rule.grantType, rule.clientProof);
    expect(rule.with.includes('and a refresh token')).toBe(shouldTick);
    expect(rule.without).not.toContain('refresh token');
  }
});
