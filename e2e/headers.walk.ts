import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type AppProcess, freePort, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { addressOf, buildRoutes } from './closed-door/build-routes.ts';
import { readTextFiles } from './closed-door/read-text-files.ts';

const LABEL = 'Looked at by its owner';
/** Nobody serves these; some are names that Next, Node or a careless set-up would answer to. */
const NOT_THERE = [
  '/.git/config',
  '/.git/HEAD',
  '/.env',
  '/.data/keys',
  '/.next/BUILD_ID',
  '/package.json',
  '/proxy.ts',
  '/docs/security.md',
  '/metrics',
  '/api/docs',
  '/debug',
  '/server-status',
  '/_next/webpack-hmr',
  '/_next/server/server-reference-manifest.json',
  '/_next/static/..%2f..%2f..%2fpackage.json',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/__nextjs_original-stack-frames',
  '/_next/mcp',
  '/api/nothing-here',
  '/nothing-here',
  '/%E0%A4%A',
];

let folder: string;
let app: AppProcess;
let owner: OwnerSession;
let accountId: string;
let clientSecret: string;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-headers-'));
  app = await startApp({ dataDir: path.join(folder, 'data') });
  owner = await makeOwnerSession(app);
  const made = await prepareAccount(app, owner, { label: LABEL, upTo: 'token' });
  accountId = made.id;
  clientSecret = made.client?.clientSecret ?? '';
});
test.afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  origin?: string;
}

/** node:http, because fetch sets Host and Origin as it likes and follows its own rules about CORS. */
function ask(address: string, { method = 'GET', headers = {}, origin = app.origin }: Asked = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const sent = httpRequest(origin, { method, path: address, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const addresses = () => [...buildRoutes().map((route) => addressOf(route, accountId)), ...NOT_THERE];
const staticFile = () => /\/_next\/static\/[^"]+\.js/.exec(pageText)?.[0] ?? '';
let pageText = '';

function expectWholeSet(what: string, headers: IncomingHttpHeaders, isPage: boolean) {
  const policy = String(headers['content-security-policy'] ?? '');
  expect(policy, what).toContain("frame-ancestors 'none'");
  if (isPage) expect(policy, what).toMatch(/script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'/);
  else expect(policy, what).toMatch(/^default-src 'none'; frame-ancestors 'none'; sandbox$|nonce-/);
  expect(policy, what).not.toMatch(/unsafe|EVIL/);
  expect(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['permissions-policy'], what).toContain('camera=()');
  expect(headers['cache-control'], what).toContain('no-store');
  expect([headers['x-powered-by'], headers.server], what).toEqual([undefined, undefined]);
  expect(
    Object.keys(headers).filter((name) => name.startsWith('access-control-')),
    what,
  ).toEqual([]);
}

test('[ASVS-3.4.3] [ASVS-3.4.4] [ASVS-3.4.5] [ASVS-3.4.6] [ASVS-3.4.8] [ASVS-3.2.1] [ASVS-13.4.6] [ASVS-14.3.2] [ASVS-4.1.1] [RFC9700-14] every answer of every address, by every way of asking, carries the whole set', async () => {
  const ways: Record<string, string>[] = [
    {},
    { Cookie: owner.cookie },
    { Cookie: owner.cookie, RSC: '1', 'Next-Router-Prefetch': '1' },
    { 'Content-Security-Policy': "script-src 'nonce-EVIL123'", 'x-nonce': 'EVIL123' },
  ];
  for (const address of [...addresses(), '/accounts/', '//evil.example/x'])
    for (const headers of ways)
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS', 'PURGE']) {
        if (method !== 'GET' && headers !== ways[0]) continue;
        const answer = await ask(address, { method, headers });
        const what = `${method} ${address}: ${answer.status}`;
        const isHtml = String(answer.headers['content-type']).startsWith('text/html');
        expectWholeSet(what, answer.headers, isHtml && !address.startsWith('/api') && answer.status !== 308);
        expect(answer.text, what).not.toContain('EVIL123');
        if (answer.text)
          expect(answer.headers['content-type'], what).toMatch(
            /charset=utf-8|^text\/x-component|charset=UTF-8/,
          );
        if (address.startsWith('/api'))
          expect(answer.headers['content-security-policy'], what).toContain('sandbox');
      }
});

test('[ASVS-3.4.3] two answers have two nonces, and every script of a page has the one of its answer', async () => {
  const [one, two] = [await ask('/sign-in'), await ask('/sign-in')];
  const nonceOf = ({ headers }: typeof one) =>
    /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
  expect(nonceOf(one)).not.toBe(nonceOf(two));
  const scripts = one.text.match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(one)}"`);
  pageText = one.text;
});

test('files named by a hash may be kept by browsers, and nothing else; packed or not they say the same', async () => {
  pageText ||= (await ask('/sign-in')).text;
  const { status, headers, text } = await ask(staticFile());
  expect(status).toBe(200);
  expect(headers['cache-control']).toContain('immutable');
  expect(headers['x-content-type-options']).toBe('nosniff');

  const packed = await fetch(app.origin + staticFile(), { headers: { 'Accept-Encoding': 'br' } });
  expect(packed.headers.get('content-encoding')).toBe('br');
  for (const name of ['cache-control', 'content-type', 'x-content-type-options', 'vary'])
    expect(packed.headers.get(name), name).toBe(headers[name]);
  expect(await packed.text()).toBe(text);
});

test('[ASVS-3.4.2] no foreign origin is let read, asked plainly or by a preflight', async () => {
  for (const address of addresses().filter((each) => each.startsWith('/api/'))) {
    const headers = { Origin: 'https://evil.example', Cookie: owner.cookie };
    const plain = await ask(address, { headers });
    const preflight = await ask(address, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    for (const answer of [plain, preflight]) {
      expect(JSON.stringify(answer.headers), address).not.toMatch(/access-control|evil\.example/i);
    }
  }
});

test('[ASVS-3.5.3] reading every address changes nothing, even with a session', async () => {
  const versionOf = async () =>
    (await (await owner.call('GET', `/api/accounts/${accountId}`)).json()).version;
  const before = await versionOf();
  for (const address of addresses().filter((each) => !each.includes('/api/oauth/')))
    for (const method of ['GET', 'HEAD']) await ask(address, { method, headers: { Cookie: owner.cookie } });
  expect(await versionOf()).toBe(before);
});

test('[ASVS-13.4.1] [ASVS-13.4.2] [ASVS-13.4.5] nothing of sources, settings, debugging or monitoring is served', async () => {
  for (const address of NOT_THERE)
    for (const headers of [{}, { Cookie: owner.cookie }] as Record<string, string>[]) {
      const { status, text } = await ask(address, { headers });
      expect([404, 400], `${address}: ${status}`).toContain(status);
      expect(text).not.toMatch(
        /"dependencies"|\[core\]|ref: refs|encryptionKey|k\d:[\w+/]{43}=|# (Security|HELP)/,
      );
    }
  const { text } = await ask('/sign-in');
  expect(text).not.toMatch(/sourceMappingURL|__NEXT_DATA__.*stack/);
  const script = await ask(staticFile());
  expect((await ask(`${staticFile()}.map`)).status).toBe(404);
  expect(script.text).not.toContain('sourceMappingURL');
});

test('[ASVS-14.2.2] what one person was shown, nobody else is shown after', async () => {
  for (const address of [
    '/accounts',
    `/accounts/${accountId}`,
    `/api/accounts/${accountId}`,
    '/api/accounts',
  ]) {
    const shown = await ask(address, { headers: { Cookie: owner.cookie } });
    expect(shown.text, address).toContain(LABEL);
    expect(shown.headers['x-nextjs-cache'], address).toBeUndefined();
    expect((await ask(address)).text, address).not.toContain(LABEL);
  }
});

test('[ASVS-14.2.6] [ASVS-15.3.1] an account is answered field by field, its secret and token in none', async () => {
  for (const address of addresses().filter((each) => !each.includes('/reveal'))) {
    const { text } = await ask(address, { headers: { Cookie: owner.cookie } });
    expect(text, address).not.toContain(clientSecret);
    expect(text, address).not.toMatch(/eyJ[\w-]{20,}\.[\w-]{20,}\.|ev1\./);
  }
  const account = await (await owner.call('GET', `/api/accounts/${accountId}`)).json();
  const names = Object.keys(account).join(' ');
  expect(names).not.toMatch(/sealed|hash|passw|verifier/i);
  expect(account.clientSecret).toBeUndefined();
});

test('[ASVS-1.2.2] [ASVS-3.7.2] an address is built of encoded parts, and leads to a page of ours or to the stored instance', async () => {
  const search = 'a&b=c#d "e" %2F ../ é';
  const asked = `/accounts?search=${encodeURIComponent(search)}`;
  const { headers } = await ask(asked);
  const location = new URL(String(headers.location), app.origin);
  expect(location.origin).toBe(app.origin);
  const to = new URL(location.searchParams.get('to') ?? '', app.origin);
  expect([to.pathname, to.searchParams.get('search'), to.hash]).toEqual(['/accounts', search, '']);
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    '/%5Cevil.example',
    '/.//evil.example',
    '/%09/evil.example',
  ]) {
    const answer = await ask(evil);
    const target = new URL(String(answer.headers.location ?? '/'), app.origin);
    expect(target.origin, evil).toBe(app.origin);
  }
  const { id } = await prepareAccount(app, owner, { grantType: 'authorization_code', upTo: 'credentials' });
  const begun = await owner.call('POST', `/api/accounts/${id}/authorize`);
  const leaving = new URL((await begun.json()).location);
  expect(leaving.origin).toBe(app.practiceOrigin);
  expect(leaving.searchParams.get('redirect_uri')).toBe(`${app.origin}/api/oauth/callback/${id}`);
});

test('[ASVS-3.4.7] a report of a violation, as browsers send it, is taken when it is small, and logged without secrets', async () => {
  const report = (type: string, body: string) =>
    fetch(`${app.origin}/api/csp-reports`, { method: 'POST', headers: { 'Content-Type': type }, body });
  const violation = {
    'csp-report': {
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/x.js?made-up-secret',
      'document-uri': `${app.origin}/accounts?made-up-secret`,
    },
  };
  expect((await report('application/csp-report', JSON.stringify(violation))).status).toBe(204);
  await expect.poll(() => app.output()).toContain('content_policy_violated');
  expect(app.output()).toContain('https://evil.example');
  expect(app.output()).not.toContain('made-up-secret');
  expect((await report('application/csp-report', 'x'.repeat(20_000))).status).toBe(413);
  expect((await report('text/plain', '{}')).status).toBe(415);
});

test('[ASVS-3.4.1] by https every answer says that it stays so, those before Next included', async () => {
  // A proxy that ends TLS hands on plain http with the Host as it came.
  const port = await freePort();
  const Host = `localhost:${port}`;
  const secureApp = await startApp({
    dataDir: path.join(folder, 'secure'),
    port,
    env: { APP_URL: `https://${Host}`, PRACTICE: 'off' },
  });
  for (const [address, asked] of [
    ['/sign-in', {}],
    ['/api/health', {}],
    ['/api/accounts', {}],
    ['/nothing', {}],
    ['/accounts/', {}],
    ['/sign-in', { headers: { Host: 'evil.example' } }],
    ['/sign-in', { method: 'PURGE' }],
  ] as const) {
    const { headers } = await ask(address, { origin: `http://${Host}`, ...asked });
    expect(headers['strict-transport-security'], address).toBe('max-age=63072000; includeSubDomains');
  }
  await secureApp.stop();
  expect((await ask('/sign-in')).headers['strict-transport-security']).toBeUndefined();
});

test('the build has none of the surfaces that break again and again', () => {
  const read = (file: string) => JSON.parse(readFileSync(`.next/${file}`, 'utf8'));
  const actions = read('server/server-reference-manifest.json');
  expect({ node: actions.node, edge: actions.edge }).toEqual({ node: {}, edge: {} });
  const manifest = read('routes-manifest.json');
  expect(manifest.rewrites).toEqual({ beforeFiles: [], afterFiles: [], fallback: [] });
  expect(manifest.i18n ?? null).toBeNull();
  expect(read('images-manifest.json').images.unoptimized).toBe(true);
  const { config } = read('required-server-files.json');
  expect([config.cacheComponents ?? false, config.i18n ?? null, config.poweredByHeader]).toEqual([
    false,
    null,
    false,
  ]);
  expect(buildRoutes().filter((route) => /opengraph|twitter-image/.test(route))).toEqual([]);
});

test('[ASVS-13.3.1] no key, password or private key of a running service is in the build or in its sources', () => {
  const ring = readFileSync(path.join(folder, 'data', 'keys'), 'utf8');
  const keys = ring.match(/[\w+/]{43}=/g) ?? [];
  expect(keys.length).toBeGreaterThan(0);
  const files = readTextFiles([
    '.next/server',
    '.next/static',
    'app',
    'components',
    'lib',
    'scripts',
    'public',
  ]);
  expect(files.length).toBeGreaterThan(300);
  for (const { name, text } of files) {
    for (const secret of [...keys, owner.password, clientSecret])
      expect(text.includes(secret), name).toBe(false);
    if (/\.test\.tsx?$/.test(name)) continue;
    expect(/-----BEGIN [A-Z ]*PRIVATE KEY-----(\s|\\n)*[\w+/]{40}|\bk\d+:[\w+/]{43}=/.test(text), name).toBe(
      false,
    );
  }
});
