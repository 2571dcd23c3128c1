import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Client } from 'pg';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { startPostgres } from '../test/postgres.ts';
import { copyWithoutProxy } from './closed-door/app-without-proxy.ts';
import { addressOf, buildRoutes, isApiRoute } from './closed-door/build-routes.ts';
import { makeLimitedRole } from './closed-door/limited-role.ts';
import { MAY_CALL, MAY_OPEN } from './closed-door/may.ts';
import { makeSubjects, SUBJECTS, type Subject, type Subjects } from './closed-door/subjects.ts';

/** Every page and route of the build, by every method, for everybody; then once more with proxy.ts taken out of the build. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const LABEL = 'Only who may see it may read this label';
const REFUSALS = [401, 403, 404, 405];
const AT_ONCE = 8;

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let app: AppProcess;
let bareApp: AppProcess;
let subjects: Subjects;
let accountId: string;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-door-'));
  postgres = await startPostgres();
  const env = { DATABASE_URL: postgres.url, KEYS_FILE: path.join(folder, 'keys'), PRACTICE: 'off' };
  app = await startApp({ dataDir: path.join(folder, 'data'), env });
  subjects = await makeSubjects(app, postgres.url);
  const made = await subjects.owner.call('POST', '/api/accounts', {
    accountType: 'other',
    label: LABEL,
    instanceUrl: 'https://acme-test.coupahost.com',
    clientSource: 'new',
  });
  ({ id: accountId } = await made.json());
  const bare = path.join(folder, 'bare');
  mkdirSync(bare);
  copyWithoutProxy(bare);
  const command = [process.execPath, path.join(bare, 'scripts', 'start.mjs')];
  const DATABASE_URL = await makeLimitedRole(postgres.url);
  bareApp = await startApp({
    dataDir: path.join(folder, 'bare-data'),
    env: { ...env, DATABASE_URL },
    command,
  });
});
test.afterAll(async () => {
  await app.stop();
  await bareApp.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  what: string;
  status: number;
  location: string | null;
  text: string;
}

async function ask(origin: string, subject: Subject, method: string, route: string): Promise<Answer> {
  const answer = await fetch(origin + addressOf(route, accountId), {
    method,
    redirect: 'manual',
    headers: { Origin: origin, 'Content-Type': 'application/json', ...subjects.headers[subject] },
    // Refused by every schema: whoever gets as far as that changes nothing either.
    ...(!['GET', 'HEAD'].includes(method) && { body: '{"unknown":true}' }),
  });
  return {
    what: `${subject}: ${method} ${route}: ${answer.status}`,
    status: answer.status,
    location: answer.headers.get('location'),
    text: await answer.text(),
  };
}

/** Asks for every route by every method, some at once, and hands each answer on. */
async function askForAll(
  origin: string,
  subject: Subject,
  routes: string[],
  judge: (answer: Answer, method: string, route: string) => void,
) {
  const all = routes.flatMap((route) => METHODS.map((method) => ({ route, method })));
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(
      all
        .slice(from, from + AT_ONCE)
        .map(async ({ route, method }) => judge(await ask(origin, subject, method, route), method, route)),
    );
}

const mayCall = (subject: Subject, method: string, route: string) =>
  MAY_CALL[`${method === 'HEAD' ? 'GET' : method} ${route}`]?.includes(subject) ?? false;

function judgeCall(subject: Subject, { what, status, text }: Answer, method: string, route: string) {
  const isOpen = mayCall('nobody', method, route);
  if (!mayCall(subject, method, route) || isOpen) expect(text, what).not.toContain(LABEL);
  if (method === 'OPTIONS' && status === 204) return expect(text, what).toBe('');
  if (mayCall(subject, method, route)) {
    if (isOpen) return;
    // As far as the schema, which refuses what was sent; what is read, is read.
    if (['GET', 'HEAD'].includes(method)) return expect([401, 403, 405], what).not.toContain(status);
    return expect(status, what).toBe(422);
  }
  expect(REFUSALS, what).toContain(status);
  if (text) expect(Object.keys(JSON.parse(text)), what).toEqual(PROBLEM_KEYS);
}
const PROBLEM_KEYS = ['type', 'status', 'code', 'title', 'detail', 'retryable', 'facts'];

function judgePage(
  subject: Subject,
  { what, status, location, text }: Answer,
  method: string,
  route: string,
) {
  const isRead = ['GET', 'HEAD'].includes(method);
  const may = MAY_OPEN[route]?.includes(subject) ?? false;
  const isOpen = MAY_OPEN[route]?.includes('nobody') ?? false;
  if (!may || !isRead || isOpen) expect(text, what).not.toContain(LABEL);
  if (!isRead) return expect([400, 405], what).toContain(status);
  if (may) return expect(location ?? '', what).not.toMatch(/^\/(sign-in|forbidden)/);
  expect([307, 303, ...REFUSALS], what).toContain(status);
  if (status < 400) expect(location, what).toMatch(/^\/(sign-in\?to=|forbidden$)/);
}

test('every route and method of the build is listed, and nothing that is not there', async () => {
  const found: string[] = [];
  for (const route of buildRoutes().filter(isApiRoute)) {
    const answer = await fetch(app.origin + addressOf(route, accountId), { method: 'OPTIONS' });
    const allowed = answer.headers.get('allow')?.split(', ') ?? [];
    for (const method of allowed.filter((each) => !['HEAD', 'OPTIONS'].includes(each)))
      found.push(`${method} ${route}`);
  }
  expect(Object.keys(MAY_CALL).sort()).toEqual(found.sort());
  expect(Object.keys(MAY_OPEN).sort()).toEqual(
    buildRoutes()
      .filter((route) => !isApiRoute(route))
      .sort(),
  );
});

test('[ASVS-13.2.2] the second app, as a role that may change rows and nothing else, is as healthy as the first', async () => {
  const client = new Client({ connectionString: await makeLimitedRole(postgres.url) });
  await client.connect();
  for (const forbidden of [
    'create table x ()',
    'alter table people add x int',
    'create role x',
    'truncate people',
  ])
    await expect(client.query(forbidden), forbidden).rejects.toThrow(/permission denied|must be owner/);
  await client.end();
  expect(await (await fetch(`${bareApp.origin}/api/health`)).json()).toEqual({ status: 'ok' });
});

test('[ASVS-13.2.1] a wrong password for the database ends the start with words, and without the password', async () => {
  const url = new URL(postgres.url);
  url.password = 'made-up-wrong-password';
  const started = startApp({
    dataDir: path.join(folder, 'wrong'),
    env: { DATABASE_URL: url.href, KEYS_FILE: path.join(folder, 'keys'), PRACTICE: 'off' },
  });
  const words = await started.then(
    () => 'it started',
    (error) => String(error),
  );
  expect(words).toContain('The database does not answer');
  expect(words).not.toContain('made-up-wrong-password');
});

for (const [name, origin] of [
  ['the app', () => app.origin],
  ['the app without proxy.ts', () => bareApp.origin],
] as const) {
  for (const subject of SUBJECTS) {
    test(`[ASVS-4.1.4] ${name} gives ${subject} what is listed and nothing else`, async () => {
      const routes = buildRoutes();
      await askForAll(origin(), subject, routes.filter(isApiRoute), (answer, method, route) =>
        judgeCall(subject, answer, method, route),
      );
      const pages = routes.filter((route) => !isApiRoute(route));
      await askForAll(origin(), subject, pages, (answer, method, route) =>
        judgePage(subject, answer, method, route),
      );
    });
  }

  test(`${name} gives nobody a page by another way of asking`, async () => {
    const closed = Object.keys(MAY_OPEN).filter((route) => !MAY_OPEN[route]?.includes('nobody'));
    const ways: Record<string, string>[] = [
      { RSC: '1' },
      { RSC: '1', 'Next-Router-Prefetch': '1' },
      { RSC: '1', 'Next-Router-Segment-Prefetch': '/_tree' },
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'Next-Action': '0'.repeat(40) },
    ];
    for (const route of closed) {
      const address = addressOf(route, accountId);
      for (const headers of ways)
        expect(await textOf(origin() + address, headers), route).not.toContain(LABEL);
      for (const other of [`${address}.rsc`, `/_next/data/x${address}.json`, address.replace('/a', '/%61')])
        expect(await textOf(origin() + other), other).not.toContain(LABEL);
    }
  });
}

const textOf = async (address: string, headers: Record<string, string> = {}) =>
  (await fetch(address, { headers, redirect: 'manual' })).text();
