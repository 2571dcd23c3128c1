import { describe, expect, test } from 'vitest';
import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import { forge } from '@/test/authorization-server/signing';

test('header and claims of a token, checked by nobody', () => {
  const token = forge({ alg: 'RS256', kid: 'k' }, { scope: 'a b', sub: 'Zoë' }, 'made-up');
  expect(decodeJwt(token)).toEqual({
    header: { alg: 'RS256', kid: 'k' },
    claims: { scope: 'a b', sub: 'Zoë' },
  });
});

test.each(['', 'opaque-token', 'a.b', 'a.b.c', 'a.b.c.d.e', `${'e30'}.bnVsbA.x`, '.'.repeat(1000)])(
  '"%s" is no JWT',
  (token) => expect(decodeJwt(token)).toBeNull(),
);

describe('scopes in a token', () => {
  test.each([
    ['core.user.read  core.item.read core.user.read', ['core.user.read', 'core.item.read']],
    [['core.user.read', 7, ''], ['core.user.read']],
    ['', []],
    [undefined, null],
    [7, null],
    [{}, null],
  ])('%j is %j', (scope, scopes) => expect(scopesOf({ scope })).toEqual(scopes));
});
