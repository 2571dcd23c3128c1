import { describe, expect, it } from 'vitest';
import { explainError } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';
import { type AppError, ERROR_CODES, type ErrorCode, type Trace } from '@/lib/errors';

const INSTANCE = 'https://acme-test.coupahost.com';
const REDIRECT = 'https://wizard.example/api/oauth/callback/1';

const trace: Trace = {
  method: 'POST',
  url: `${INSTANCE}/oauth2/token`,
  sent: { grant_type: 'client_credentials', client_id: 'ending 835e', scope: 'core.a.read core.b.read' },
  startedAt: '2026-11-24T14:12:42.000Z',
  durationMs: 388,
  status: 401,
  error: 'invalid_client',
  errorDescription: 'The client failed to authenticate.',
};
const context = { trace, instanceUrl: INSTANCE, redirectUri: REDIRECT };

/** Every name that any thrower uses, with a value as it would have. */
const FACTS: AppError['facts'] = {
  host: 'acme-test.coupahost.com',
  status: 401,
  error: 'invalid_client',
  description: 'The client failed to authenticate.',
  reason: 'member',
  member: 'access_token',
  contentType: 'text/html',
  looksLike: 'sign-in-page',
  targetHost: 'login.example',
  limitBytes: 262_144,
  maxBytes: 65_536,
  seconds: 10,
  retryAfterSeconds: 7.2,
  minutes: 10,
  expected: INSTANCE,
  found: 'https://other.coupahost.com',
  directory: '/var/lib/wizard',
  file: '/var/lib/wizard/keys',
  pid: '4242',
  freeMegabytes: 12.4,
  table: 'tokens',
  message: 'Enter the label',
  secretLength: 63,
  scopes: ['core.a.read'],
};

const textsOf = (code: ErrorCode, facts: AppError['facts'], within: Parameters<typeof explainError>[2]) => {
  const { title, happened, why, fixerWords, steps } = explainError(code, facts, within);
  return [title, happened, why, fixerWords, ...steps];
};

describe.each(ERROR_CODES)('%s', (code) => {
  it.each([
    ['with everything known', FACTS, context],
    ['with nothing known', {}, {}],
    ['with a request that had no answer', {}, { trace: { ...trace, status: undefined, error: undefined } }],
    [
      'with facts of the wrong kind',
      Object.fromEntries(Object.keys(FACTS).map((key) => [key, ['', 'x']])),
      {},
    ],
    ['with empty facts', Object.fromEntries(Object.keys(FACTS).map((key) => [key, ''])), { instanceUrl: '' }],
    [
      'with numbers that are none',
      Object.fromEntries(Object.keys(FACTS).map((key) => [key, Number.NaN])),
      {},
    ],
  ] as const)('has whole words %s', (_, facts, within) => {
    const { fixer, httpStatus, steps } = explainError(code, facts as AppError['facts'], within);
    for (const text of textsOf(code, facts as AppError['facts'], within)) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object|``|\s{2}|\s[.,;]|\.\./);
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(1);
      expect(text).toMatch(/^[A-Z`[*]/);
    }
    for (const text of textsOf(code, facts as AppError['facts'], within).slice(1)) {
      expect(text).toMatch(/[.)]$/);
    }
    expect(['you', 'coupa-admin', 'network', 'operator', 'nobody']).toContain(fixer);
    expect(steps.length).toBeGreaterThan(0);
    expect(httpStatus).toBeGreaterThanOrEqual(400);
    expect(httpStatus).toBeLessThan(600);
  });

  it('lets no word of a server out of its code span', () => {
    const hostile = '[x](https://evil.example) `**bold** [y](javascript:alert(1)) \u202e\n# h';
    const facts = Object.fromEntries(Object.keys(FACTS).map((key) => [key, hostile]));
    const lists = Object.fromEntries(Object.keys(FACTS).map((key) => [key, [hostile]]));
    const sent = Object.fromEntries(Object.keys(trace.sent).map((key) => [key, hostile]));
    const bad = { ...trace, error: hostile, errorDescription: hostile, sent };
    for (const each of [facts, lists]) {
      const texts = textsOf(code, each, {
        trace: bad,
        instanceUrl: `${INSTANCE}/)[z](https://evil.example`,
        redirectUri: hostile,
      });
      for (const text of texts) {
        const outside = text.replace(/`[^`]*`/g, '');
        expect(outside).not.toMatch(/evil|javascript|bold|`|\u202e|\n/);
      }
    }
  });
});

it('links into the instance only when its address is a plain one', () => {
  const [first] = explainError('invalid_client', {}, context).steps;
  expect(first).toContain(`[Open the client in Coupa](${INSTANCE}/oauth2/clients)`);
  expect(explainError('invalid_scope', {}, context).steps.join(' ')).toContain(`${INSTANCE}/oauth2/scopes)`);
  const without = explainError('invalid_client', {}, {}).steps.join(' ');
  expect(without).toContain('**Setup > Integrations > OAuth2/OpenID Connect Clients**');
  expect(without).not.toContain('](');
});

describe('a rejected client', () => {
  it('names the cut secret, and the end of the ID to compare', () => {
    const { happened, why, steps } = explainError('invalid_client', { secretLength: 63 }, context);
    expect(happened).toBe('The token endpoint answered `401` `invalid_client`.');
    expect(why).toContain('63 of 64 characters: most likely cut when it was copied.');
    expect(steps.join(' ')).toContain('`835e`');
    expect(steps.join(' ')).toMatch(/Active\*\* is Yes/);
    expect(steps.join(' ')).toMatch(/Regenerate\*\* alone/);
  });

  it('keeps token and consent where there is one: the secret alone is changed', () => {
    const keeps = /press \*\*replace\*\* at \*\*Client secret\*\*/;
    const stepsOf = (isTokenCurrent: boolean) =>
      explainError('invalid_client', {}, { ...context, isTokenCurrent }).steps.join(' ');
    expect(stepsOf(true)).toMatch(keeps);
    expect(stepsOf(false)).not.toMatch(keeps);
  });

  it('does not call a whole secret cut', () => {
    expect(explainError('invalid_client', { secretLength: 64 }, context).why).toMatch(
      /^Most likely the secret was cut/,
    );
  });
});

it('lists what was asked for when scopes were refused', () => {
  const steps = explainError('invalid_scope', {}, context).steps.join(' ');
  expect(steps).toContain('`core.a.read` and `core.b.read`');
});

it('tells a dead refresh token from a dead code', () => {
  const refresh = { ...trace, sent: { grant_type: 'refresh_token' } };
  expect(explainError('invalid_grant', {}, { trace: refresh }).why).toContain('90 days');
  expect(explainError('invalid_grant', { reason: 'no-refresh-token' }, {}).why).toContain('90 days');
  expect(explainError('invalid_grant', {}, { trace }).why).not.toContain('90 days');
});

it('shows where two redirect URIs part', () => {
  const { why } = explainError('redirect_uri_mismatch', { registeredUri: `${REDIRECT}/` }, context);
  expect(why).toContain('then Coupa has `/` and we send nothing more');
});

it('quotes the server with one full stop, its own or ours', () => {
  const happened = (description: string) => explainError('access_denied', { description }, {}).happened;
  expect(happened('The resource owner denied the request.')).toMatch(
    /`The resource owner denied the request`\.$/,
  );
  expect(happened('Denied')).toMatch(/`Denied`\.$/);
});

it('speaks of a read and not of a token when a read failed', () => {
  const read: Trace = { ...trace, method: 'GET', url: `${INSTANCE}/api/users`, status: 200 };
  const { title, steps } = explainError('answer_not_json', { looksLike: 'web-page' }, { trace: read });
  expect(title).toBe('The API did not answer with JSON');
  expect(steps.at(-1)).toBe('Come back and press **Validate again**.');
  expect(explainError('answer_not_json', {}, { trace }).steps.at(-1)).toContain('**Authorize**');
});

it('says the reasons that the protocol names, in words', () => {
  const happened = (code: ErrorCode, facts: AppError['facts']) =>
    unmark(explainError(code, facts, {}).happened);
  expect(happened('instance_certificate', { reason: 'expired' })).toContain('it has expired');
  expect(explainError('instance_certificate', { reason: 'not-yet-valid' }, {}).why).toContain('clock');
  expect(explainError('storage_full', { freeMegabytes: 12.4 }, {}).why).toContain(': 12 MB are free.');
  expect(happened('answer_invalid', { reason: 'member-twice' })).toContain('twice');
  expect(happened('answer_invalid', { member: 'token_type' })).toContain('token_type in it is missing');
  expect(happened('id_token_invalid', { reason: 'nonce' })).toContain('another sign-in');
  expect(happened('answer_not_json', { looksLike: 'sign-in-page' })).toContain('a sign-in page');
  expect(happened('answer_invalid', { reason: 'constructor' })).toContain('constructor');
});
