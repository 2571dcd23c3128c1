import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlCommand } from '@/lib/exports/curl';
import { curlFromHere } from '@/lib/exports/curl-from-here';
import { envFile } from '@/lib/exports/env-file';
import { personAccount, systemAccount } from '@/lib/exports/testing/sample-account';

/** Runs a script in sh, with a `curl` that prints its arguments, one a line, and then its input. */
function runInShell(script: string, variables: Record<string, string>) {
  const stub = `curl() { printf '<%s>\\n' "$@"; printf 'input <'; cat; printf '>\\n'; }\n`;
  const path = process.env.PATH ?? '';
  const { stdout, stderr, status } = spawnSync('sh', ['-c', stub + script], {
    env: { NODE_ENV: 'test', PATH: path, ...variables },
    encoding: 'utf8',
  });
  return { lines: stdout.trim().split('\n'), stderr, status };
}

const odd = {
  ...systemAccount,
  clientId: `a'b"c$(touch x)\`d\`\\`,
  scopes: ['core.common.read', 'core.a$b.read'],
};

it('a token request reaches curl word for word, the secret by its input', () => {
  const { lines, status } = runInShell(curlCommand(odd), { COUPA_CLIENT_SECRET: "made-up 'secret' %s\\" });
  expect(status).toBe(0);
  expect(lines).toEqual([
    '<--silent>',
    '<--show-error>',
    '<--fail-with-body>',
    '<https://acme-test.coupahost.com/oauth2/token>',
    '<--header>',
    '<Accept: application/json>',
    '<--data-urlencode>',
    '<grant_type=client_credentials>',
    '<--data-urlencode>',
    `<client_id=${odd.clientId}>`,
    '<--data-urlencode>',
    '<scope=core.common.read core.a$b.read>',
    '<--data-urlencode>',
    '<client_secret@->',
    "input <made-up 'secret' %s\\>",
  ]);
});

it('a call with a person’s token reads what the first scope opens', () => {
  const { lines } = runInShell(curlCommand(personAccount), { COUPA_ACCESS_TOKEN: 'made-up.token' });
  expect(lines.slice(3)).toEqual([
    '<https://acme-test.coupahost.com/api/invoices?limit=1&return_object=limited>',
    '<--header>',
    '<Accept: application/json>',
    '<--header>',
    '<@->',
    'input <Authorization: Bearer made-up.token>',
  ]);
  expect(curlCommand({ ...personAccount, scopes: ['openid'] })).toContain('/api/departments?');
});

it('the token in use is fetched from here for either grant type, the key by standard input', () => {
  for (const account of [systemAccount, personAccount]) {
    const { lines, status } = runInShell(curlFromHere(account), { COUPA_WIZARD_KEY: 'made-up-key' });
    expect(status).toBe(0);
    expect(lines.slice(3)).toEqual([
      '<https://wizard.example/api/accounts/1/token?min_ttl=3600&format=text>',
      '<--header>',
      '<@->',
      'input <Authorization: Bearer made-up-key>',
    ]);
  }
});

it('without the variable the shell says so and sends nothing', () => {
  const { stderr, lines } = runInShell(curlCommand(systemAccount), {});
  expect(stderr).toContain('COUPA_CLIENT_SECRET');
  expect(lines).toEqual(['']);
});

it('the environment file is read by sh as it was meant, and its secret is empty', () => {
  const file = envFile({ ...odd, label: 'two\nlines\u2028three' });
  const names = ['INSTANCE_URL', 'TOKEN_URL', 'GRANT_TYPE', 'CLIENT_ID', 'SCOPE', 'CLIENT_SECRET'];
  const { lines, stderr } = runInShell(
    `${file}\nprintf '%s\\n' ${names.map((name) => `"$COUPA_${name}"`).join(' ')} end`,
    {},
  );
  expect(stderr).toBe('');
  expect(lines).toEqual([
    odd.instanceUrl,
    `${odd.instanceUrl}/oauth2/token`,
    'client_credentials',
    odd.clientId,
    'core.common.read core.a$b.read',
    '',
    'end',
  ]);
  expect(envFile(personAccount)).toContain(`\nCOUPA_REDIRECT_URI=${personAccount.redirectUri}\n`);
});
