import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession } from '../test/owner-session.ts';

/** Everything of the built app that answers to nobody in particular. A new route is closed, or this list grows on purpose. */
const OPEN = new Set([
  '/sign-in',
  '/welcome',
  '/forbidden',
  '/_not-found',
  '/_global-error',
  '/icon.svg',
  '/api/health',
  '/api/welcome',
  '/api/auth/[...nextauth]',
]);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const LABEL = 'Nobody may read this label';

const routes = () =>
  Object.values(
    JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
  );

let app: AppProcess;
let folder: string;
let accountId: string;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-door-'));
  app = await startApp({ dataDir: path.join(folder, 'data') });
  const owner = await makeOwnerSession(app);
  const made = await owner.call('POST', '/api/accounts', {
    accountType: 'other',
    label: LABEL,
    instanceUrl: app.practiceOrigin,
    clientSource: 'new',
  });
  expect(made.status).toBe(201);
  ({ id: accountId } = await made.json());
});
test.afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (route: string) =>
  app.origin +
  route
    .replace('[id]', accountId)
    .replace('[format]', 'curl')
    .replace(/\[\.\.\.[^\]]+\]/, 'session')
    .replace(/\[[^\]]+\]/g, 'x');

const ask = (route: string, method: string) =>
  fetch(addressOf(route), {
    method,
    redirect: 'manual',
    // As our own page would ask, but without a session: only that may be missing.
    headers: { Origin: app.origin, 'Content-Type': 'application/json' },
    ...(!['GET', 'HEAD'].includes(method) && { body: '{}' }),
  });

test('the list of open routes names only routes that are there', () => {
  expect([...OPEN].filter((route) => !routes().includes(route))).toEqual([]);
});

test('every other page and route, by every method, gives nothing to somebody without a session', async () => {
  const closed = routes().filter((route) => !OPEN.has(route));
  expect(closed.length).toBeGreaterThan(20);
  for (const route of closed) {
    for (const method of METHODS) {
      const answer = await ask(route, method);
      const body = await answer.text();
      const what = `${method} ${route}: ${answer.status}`;
      expect(body, what).not.toContain(LABEL);
      // A method that a page or route does not have is refused before anybody is asked who they are.
      if ([400, 405].includes(answer.status) || (method === 'OPTIONS' && answer.status === 204)) continue;
      if (route.startsWith('/api/') && !route.startsWith('/api/oauth/callback'))
        expect(answer.status, what).toBe(401);
      else expect(answer.headers.get('location'), what).toMatch(/\/sign-in\?to=|\/accounts$/);
    }
  }
});

test('every answer, of pages, routes, errors and what is not there, carries the whole header set', async () => {
  for (const route of [...routes(), '/nothing-here', '/api/nothing-here', '/accounts/%00']) {
    const answer = await ask(route, 'GET');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy, route).toContain("frame-ancestors 'none'");
    expect(policy, route).toMatch(route.startsWith('/api') ? /sandbox/ : /nonce-/);
    expect(answer.headers.get('x-content-type-options'), route).toBe('nosniff');
    expect(answer.headers.get('referrer-policy'), route).toBe('no-referrer');
    expect(answer.headers.get('x-frame-options'), route).toBe('DENY');
    expect(answer.headers.get('x-powered-by'), route).toBeNull();
    if (!OPEN.has(route)) expect(answer.headers.get('cache-control'), route).toContain('no-store');
  }
});

test('a foreign origin, a missing one and a form changes nothing', async () => {
  const owner = await fetch(`${app.origin}/api/accounts/${accountId}`, {
    method: 'DELETE',
    headers: { Origin: 'https://evil.example' },
  });
  expect(owner.status).toBe(403);
  expect((await fetch(`${app.origin}/api/accounts/${accountId}`, { method: 'DELETE' })).status).toBe(403);
  const form = await fetch(`${app.origin}/api/accounts`, {
    method: 'POST',
    headers: { Origin: app.origin, 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'text/plain' },
    body: '{}',
  });
  expect(form.status).toBe(403);
});

test('the build has none of the surfaces that break again and again', () => {
  const read = (file: string) => JSON.parse(readFileSync(`.next/${file}`, 'utf8'));
  const actions = read('server/server-reference-manifest.json');
  expect({ node: actions.node, edge: actions.edge }).toEqual({ node: {}, edge: {} });
  const manifest = read('routes-manifest.json');
  expect(manifest.rewrites).toEqual({ beforeFiles: [], afterFiles: [], fallback: [] });
  expect(read('images-manifest.json').images.unoptimized).toBe(true);
  const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8'));
  const [major, minor, patch] = version.split('.').map(Number);
  expect(major * 1e6 + minor * 1e3 + patch, version).toBeGreaterThanOrEqual(16_004_005);
});
