import { globSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { log, logLine, setLogLevel, withRequestId } from '@/lib/log';

const AT = new Date('2026-11-24T12:00:00.123Z');
const lineOf = (facts: Parameters<typeof logLine>[3]) => logLine(AT, 'error', 'made_up', facts);

it('[ASVS-16.2.2] [ASVS-16.2.4] every line is one JSON object with its time in UTC', () => {
  const line = lineOf({ code: 'internal', tries: 3, isLast: true, cause: null, gone: undefined });
  expect(line).toBe(
    '{"at":"2026-11-24T12:00:00.123Z","level":"error","event":"made_up","code":"internal","tries":3,"isLast":true,"cause":null}\n',
  );
});

it('[ASVS-16.2.3] the log goes to standard error, and no code of ours writes it elsewhere', () => {
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  log.info('a');
  log.warn('b');
  log.error('c');
  const written = err.mock.calls.map(([line]) => JSON.parse(String(line)).level);
  const elsewhere = out.mock.calls.length;
  err.mockRestore();
  out.mockRestore();
  expect(written).toEqual(['info', 'warn', 'error']);
  expect(elsewhere).toBe(0);
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((file) => /\bconsole\.\w+\(|appendFile/.test(readFileSync(file, 'utf8')))).toEqual(
    [],
  );
});

const SECRET = 'made-up-3f9c2a';

it.each([
  'clientSecret',
  'client_secret',
  'password',
  'passphrase',
  'accessToken',
  'refresh_token',
  'token',
  'Authorization',
  'cookie',
  'codeVerifier',
  'nonce',
  'totpSecret',
  'sealed',
])('[ASVS-16.2.5] the value of %s is not written', (name) => {
  expect(lineOf({ [name]: SECRET })).not.toContain(SECRET);
  expect(JSON.parse(lineOf({ [name]: SECRET }))).toMatchObject({ [name]: 'hidden' });
});

it.each([
  `Authorization: Bearer ${SECRET}`,
  `eyJhbGciOiJSUzI1NiJ9.${SECRET}.${SECRET}`,
  `caw_${SECRET}`,
  `https://localhost/api/oauth/callback?code=${SECRET}&state=${SECRET}`,
  `/welcome?token=${SECRET}`,
])('[ASVS-16.2.5] what looks like a secret is not written under another name: %s', (value) => {
  expect(lineOf({ message: value })).not.toContain(SECRET);
});

it('[ASVS-16.2.5] an error is told by its name and code, not by its message', () => {
  const error = Object.assign(new TypeError(`Key (client_id)=(${SECRET})`), { code: '23505' });
  expect(JSON.parse(lineOf({ error }))).toMatchObject({ error: 'TypeError 23505' });
  expect(lineOf({ error })).not.toContain(SECRET);
});

it('keeps what is no secret as it is', () => {
  const facts = {
    code: 'invalid_grant',
    path: '/api/accounts?search=a',
    status: 401,
    message: 'x is not a function',
  };
  expect(JSON.parse(lineOf(facts))).toMatchObject(facts);
});

it.each(['\n', '\r\n', '\u0000', '\u001b[2J', '\u0085', '\u2028', '\u2029', '\u202e', '\u007f'])(
  '[ASVS-16.4.1] a line cannot be split or turned round by %j',
  (sign) => {
    const forged = `a${sign}{"at":"2020-01-01T00:00:00.000Z","level":"info","event":"all_is_well"}`;
    const line = lineOf({ message: forged, [`na${sign}me`]: 1 });
    expect(line.slice(0, -1)).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(line)).toMatchObject({ event: 'made_up', message: forged });
  },
);

it('[ASVS-16.4.1] no fact takes the place of what every line has, and none is endless', () => {
  const facts = { at: 'never', level: 'info', event: 'all_is_well', message: 'x'.repeat(10_000) };
  expect(JSON.parse(lineOf(facts))).toMatchObject({ at: AT.toISOString(), level: 'error', event: 'made_up' });
  expect(lineOf(facts).length).toBeLessThan(700);
});

it('lines of one request carry its id, also after it has waited; below the level nothing is written', async () => {
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await withRequestId('made-up-request', async () => {
    await Promise.resolve();
    log.info('inside');
  });
  log.info('outside');
  setLogLevel('warn');
  log.info('not written');
  log.warn('written');
  setLogLevel('info');
  const lines = err.mock.calls.map(([line]) => JSON.parse(String(line)));
  err.mockRestore();
  expect(lines.map(({ event, request }) => [event, request])).toEqual([
    ['inside', 'made-up-request'],
    ['outside', undefined],
    ['written', undefined],
  ]);
});
