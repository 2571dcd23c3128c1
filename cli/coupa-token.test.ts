import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Answer, grant, html, json, raw, redirect } from '@/test/authorization-server/answers';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

/** Made up, in the shape of a key. */
const KEY = `caw_${'madeUp-'.repeat(7)}`;
const ID = '0a1b2c3d-0000-4000-8000-00000000abcd';
const READ = `GET /api/accounts/${ID}/token`;
const program = path.resolve('cli/coupa-token.mjs');
const server = scriptedServer();

interface Run {
  env?: Record<string, string>;
  answers?: Answer[];
}

/** Runs the program as a shell would, with nothing in its environment but what is given. */
async function run(args: string[] = [], { env = {}, answers = [] }: Run = {}) {
  for (const answer of answers) server.expect(READ, answer);
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      NODE_ENV: 'test',
      COUPA_WIZARD_URL: server.origin,
      COUPA_WIZARD_ACCOUNT: ID,
      COUPA_WIZARD_KEY: KEY,
      ...env,
    },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(err + (code === 0 ? '' : out), 'no secret in words').not.toContain(KEY.slice(4));
  return { code, out, err };
}

const token = (access_token = 'made-up.token_~+/=') => grant({ access_token, token_type: 'Bearer' });
const problem = (status: number, code: string, headers = {}, retryable = false) =>
  json(status, { code, title: `Title of ${code}`, detail: `Heard: ${KEY}\u001b[2J`, retryable }, headers);

test('prints the token, a header, the whole answer; asks with key and least life, and takes its own address from flags', async () => {
  expect(await run([], { answers: [token()] })).toEqual({ code: 0, out: 'made-up.token_~+/=\n', err: '' });
  expect(server.last.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(server.last.query.toString()).toBe('min_ttl=60&format=json');
  const flags = ['--url', server.origin, '--account', ID.toUpperCase(), '--min-ttl', '3600', '--header'];
  const env = { COUPA_WIZARD_URL: 'https://wizard.invalid', COUPA_WIZARD_ACCOUNT: '' };
  expect((await run(flags, { env, answers: [token()] })).out).toBe(
    'Authorization: Bearer made-up.token_~+/=\n',
  );
  expect(server.last.query.get('min_ttl')).toBe('3600');
  expect(JSON.parse((await run(['--json'], { answers: [token()] })).out)).toMatchObject({
    expires_in: 86_399,
  });
});

test('an environment line is one word to a shell, whatever is in the token; the key may stand in a file', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'caw-cli-')), 'key');
  writeFileSync(file, `${KEY}\n`);
  const odd = `made'up"$(touch\\x)\`y\`;!`;
  const env = { COUPA_WIZARD_KEY: '', COUPA_WIZARD_KEY_FILE: file };
  const { out } = await run(['--env', 'COUPA_TOKEN'], { env, answers: [token(odd)] });
  const shell = spawnSync('sh', ['-c', `${out}printf %s "$COUPA_TOKEN"`], { encoding: 'utf8' });
  expect(shell.stdout).toBe(odd);
});

test('used wrongly: 2, nothing is sent, and the words name what is missing', async () => {
  const wrong: [string[], Record<string, string>, RegExp][] = [
    [['--key', KEY], {}, /never taken from the command line/],
    [[KEY], {}, /never taken from the command line/],
    [['--nonsense'], {}, /does not know/],
    [['more'], {}, /does not know/],
    [['--min-ttl', '72001'], {}, /--min-ttl takes whole seconds from 0 to 72000/],
    [['--header', '--json'], {}, /exclude each other/],
    [['--env', 'A;touch x'], {}, /--env takes the name/],
    [['--url', 'http://wizard.example.com'], {}, /must begin with https/],
    [['--url', 'https://me:made-up@wizard.example.com'], {}, /without a path/],
    [['--account', '../people'], {}, /named by its id/],
    [[], { COUPA_WIZARD_URL: '' }, /--url or COUPA_WIZARD_URL is missing/],
    [[], { COUPA_WIZARD_KEY: '' }, /COUPA_WIZARD_KEY_FILE are missing/],
    [[], { COUPA_WIZARD_KEY: 'made-up' }, /is no API key/],
    [[], { COUPA_WIZARD_KEY: '', COUPA_WIZARD_KEY_FILE: '/made-up/nowhere' }, /cannot be read \(ENOENT\)/],
  ];
  const outcomes = await Promise.all(wrong.map(([args, env]) => run(args, { env })));
  expect(outcomes.map(({ code }) => code)).toEqual(wrong.map(() => 2));
  for (const [index, [, , words]] of wrong.entries()) expect(outcomes[index]?.err).toMatch(words);
  expect(server.seen).toEqual([]);
  const { code, out } = await run(['--help'], { env: { COUPA_WIZARD_KEY: '' } });
  expect([code, out]).toEqual([0, expect.stringMatching(/Exit codes: 0 printed, 2 used wrongly/)]);
});

test('refused: 3, with the wizard’s own words; no redirect is followed, and nothing but a token is printed as one', async () => {
  const refused: [Answer, RegExp][] = [
    [
      problem(403, 'api_key_scope'),
      /^coupa-token: 403 api_key_scope: Title of api_key_scope. Heard: … \[2J\n$/,
    ],
    [redirect(302, `${server.origin}/elsewhere`), /302 with another address, which is not followed/],
    [html(200), /not a token/],
    [json(200, { access_token: 'made-up\nX-Injected: 1' }), /not a token/],
    [raw(200, 'x'.repeat(300_000)), /too long/],
  ];
  for (const [answer, words] of refused) {
    const { code, out, err } = await run([], { answers: [answer] });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(words);
  }
});

test('later: waits as it is told, once, and not for longer than it may; 4 when that brings nothing', async () => {
  const soon = () => problem(503, 'renewal_in_progress', { 'Retry-After': '0' }, true);
  expect(await run([], { answers: [soon(), token()] })).toMatchObject({
    code: 0,
    out: 'made-up.token_~+/=\n',
  });
  const twice = await run([], { answers: [soon(), soon()] });
  expect(twice).toMatchObject({ code: 4, out: '' });
  const later = problem(503, 'renewal_in_progress', { 'Retry-After': '31' }, true);
  const { code, err } = await run([], { answers: [later] });
  expect([code, err]).toEqual([4, expect.stringContaining('Try again in 31 seconds.')]);
  expect((await run(['--wait', '5'], { answers: [problem(502, 'endpoint_server_error')] })).code).toBe(4);
  const away = await run([], { env: { COUPA_WIZARD_URL: 'http://localhost:9' } });
  expect([away.code, away.err]).toEqual([4, expect.stringMatching(/could not be reached/)]);
});
