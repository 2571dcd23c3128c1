import { describe, expect, test } from 'vitest';
import { checkToken } from '@/lib/validation/checks/token-checks';
import { findGrantedScopes } from '@/lib/validation/granted-scopes';
import type { Check } from '@/lib/validation/report';
import { NOW, sampleInput, secondsFrom, tokenTrace, tokenWith } from '@/lib/validation/testing/samples';
import type { ValidationInput } from '@/lib/validation/validation-input';

function checksOf(parts: Partial<ValidationInput>): Check[] {
  const input = sampleInput({ obtainedAt: NOW, ...parts });
  return checkToken(input, findGrantedScopes(input));
}

const code = { grantType: 'authorization_code' } as const;
const livesFor = (seconds: number) => ({ expiresAt: secondsFrom(NOW, seconds) });
const clockAhead = (clockAheadSeconds?: number) => ({ tokenTraces: [tokenTrace({ clockAheadSeconds })] });
const offline = ['core.common.read', 'offline_access'];

type Row = [name: string, id: string, parts: Partial<ValidationInput>, state: Check['state'], says: RegExp];

const ROWS: Row[] = [
  ['bearer token', 'bearer-answer', {}, 'passed', /`POST \/oauth2\/token` 200$/],
  ['request not kept', 'bearer-answer', { tokenTraces: [] }, 'passed', /not kept/],

  ['24 hours', 'lifetime', livesFor(86_399), 'passed', /24 hours.*86,399 seconds/],
  ['one hour', 'lifetime', livesFor(3600), 'limited', /only 60 minutes/],
  ['three days', 'lifetime', livesFor(3 * 86_400), 'limited', /3 days, longer than documented/],
  ['no lifetime named', 'lifetime', { expirySource: 'default' }, 'limited', /24 hours assumed/],
  ['expired this instant', 'lifetime', livesFor(0), 'failed', /has expired/],

  ['client credentials, none', 'refresh-token', {}, 'passed', /No refresh token, as the rule/],
  ['client credentials, one', 'refresh-token', { hasRefreshToken: true }, 'limited', /should not bring/],
  [
    'code, promised and there',
    'refresh-token',
    { ...code, requestedScopes: offline, hasRefreshToken: true },
    'passed',
    /90 days/,
  ],
  [
    'code, promised and absent',
    'refresh-token',
    { ...code, requestedScopes: offline },
    'limited',
    /every 24 hours.*but no refresh token came/,
  ],
  ['code, not asked for', 'refresh-token', code, 'limited', /every 24 hours.*was not requested/],
  [
    'code, unexpected',
    'refresh-token',
    { ...code, hasRefreshToken: true },
    'limited',
    /without `offline_access`/,
  ],

  ['verified', 'id-token', { idToken: { present: true, verified: true } }, 'passed', /ID token verified/],
  [
    'not verified',
    'id-token',
    { idToken: { present: true, verified: false } },
    'not-tried',
    /Signature not verified.*publishes no keys/,
  ],
  [
    '[RFC9700-7] keys of another issuer',
    'id-token',
    { idToken: { present: true, verified: false, otherIssuer: 'https://evil.example' } },
    'not-tried',
    /issuer `https:\/\/evil\.example` and not `https:\/\/acme-test\.coupahost\.com`/,
  ],
  [
    'openid, none came',
    'id-token',
    { ...code, requestedScopes: ['openid'] },
    'not-tried',
    /No ID token came/,
  ],

  ['all scopes', 'token-scopes', {}, 'passed', /every requested scope.*claim of the token/],
  [
    'by the answer',
    'token-scopes',
    { accessToken: 'opaque', responseScopes: ['core.common.read', 'core.invoice.read'] },
    'passed',
    /of the answer/,
  ],
  [
    'one missing',
    'token-scopes',
    { accessToken: tokenWith(['core.common.read']) },
    'limited',
    /1 requested scope missing.*Missing: `core.invoice.read`$/,
  ],
  [
    'one more',
    'token-scopes',
    { accessToken: tokenWith(['core.common.read', 'core.invoice.read', 'core.item.read']) },
    'passed',
    /Not asked for, yet granted: `core.item.read`/,
  ],
  ['unknown', 'token-scopes', { accessToken: tokenWith(null) }, 'not-tried', /does not say/],
  [
    'of the client',
    'token-scopes',
    { scopeSource: 'from_token', requestedScopes: [], accessToken: tokenWith(['a.b.read']) },
    'passed',
    /carries 1 scope .*ticked on the client/,
  ],
  [
    'offline_access proven by its token',
    'token-scopes',
    {
      ...code,
      hasRefreshToken: true,
      requestedScopes: offline,
      accessToken: tokenWith(['core.common.read']),
    },
    'passed',
    /every requested/,
  ],

  ['same time', 'clocks', clockAhead(0.8), 'passed', /Within a second/],
  ['a minute', 'clocks', clockAhead(60), 'passed', /60 seconds ahead of ours/],
  ['more than a minute', 'clocks', clockAhead(-61), 'limited', /61 seconds behind ours/],
  ['more than five minutes', 'clocks', clockAhead(301), 'limited', /more than five minutes/],
  ['no Date header', 'clocks', clockAhead(undefined), 'not-tried', /no `Date` header/],

  ['small token', 'header-size', {}, 'passed', /common limit 8,192$/],
  [
    'large token',
    'header-size',
    { accessToken: 'a'.repeat(8192) },
    'limited',
    /8,192 characters.*Fewer scopes/,
  ],
];

describe('checks of the token', () => {
  test.each(ROWS)('%s (%s)', (_, id, parts, state, says) => {
    const check = checksOf(parts).find((one) => one.id === id);
    expect(check).toMatchObject({ group: 'token', state });
    expect(`${check?.title} ${check?.evidence}`).toMatch(says);
  });

  test('no line about an ID token that nobody asked for', () => {
    expect(checksOf({}).map(({ id }) => id)).not.toContain('id-token');
  });

  test.each([
    ['invalid_scope', 400, 'limited', 'Coupa refused the requested scopes as a whole', '`400 invalid_scope`'],
    [
      'invalid_client',
      401,
      'passed',
      'The client was accepted when its secret was sent the other way',
      '`401 invalid_client`',
    ],
    ['slow_down', 400, 'limited', 'Coupa refused a request before this token', '`400 slow_down`'],
  ] as const)('a refused request before: %s', (error, status, state, title, evidence) => {
    const refused = tokenTrace({ status, error, durationMs: 187 });
    const [first, second] = checksOf({ tokenTraces: [refused, tokenTrace()] });
    expect(first).toMatchObject({ state, title, durationMs: 187, trace: refused });
    expect(first?.evidence).toContain(evidence);
    expect(second?.id).toBe('bearer-answer');
  });

  test('words of an instance cannot end their own marking', () => {
    const refused = tokenTrace({ status: 400, error: 'a` **b** `c' });
    expect(checksOf({ tokenTraces: [refused, tokenTrace()] })[0]?.evidence).toContain("`400 a' **b** 'c`");
  });
});
