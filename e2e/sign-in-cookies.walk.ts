import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AppProcess, freePort, startApp } from '../test/app-process.ts';
import { CookieJar } from './door-cookies.ts';
import { expect, test } from './walk.ts';

const OWNER = { firstName: 'Ines', lastName: 'Okafor', email: 'ines.okafor@acme.example' };
const PASSWORD = 'made-up quiet river stone';

/** Whatever a request names, however long, that a cookie could take up. */
const LONG = { callbackUrl: `/accounts?${'a'.repeat(6000)}` };

test.setTimeout(90_000);

/** An app of its own. Behind https a proxy ends TLS and hands on plain http, so asking it is the same but for APP_URL. */
async function withApp(scheme: 'http' | 'https', use: (app: AppProcess, origin: string) => Promise<void>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-cookies-'));
  const port = await freePort();
  const origin = `${scheme}://localhost:${port}`;
  const app = await startApp({
    dataDir: path.join(folder, 'data'),
    port,
    env: { APP_URL: origin, PRACTICE: 'off' },
  });
  try {
    await use(app, origin);
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks as our own page would, and keeps the cookies. */
function visitorOf(app: AppProcess, origin: string) {
  const jar = new CookieJar();
  const ask = async (method: string, address: string, body?: object, type = 'application/json') => {
    const answer = await fetch(app.origin + address, {
      method,
      redirect: 'manual',
      headers: { Origin: origin, Cookie: jar.header, ...(method === 'POST' && { 'Content-Type': type }) },
      ...(body && {
        body: type === 'application/json' ? JSON.stringify(body) : new URLSearchParams({ ...body }),
      }),
    });
    return jar.take(answer);
  };
  const enter = async (provider: string, typed: Record<string, string>) => {
    const { csrfToken } = await (await ask('GET', '/api/auth/csrf')).json();
    const form = { ...LONG, ...typed, csrfToken, json: 'true' };
    return ask('POST', `/api/auth/callback/${provider}`, form, 'application/x-www-form-urlencoded');
  };
  return { jar, ask, enter };
}

/** Every answer of a first owner who signs in wrongly, rightly, by a passkey, out, and by what a GET carries. */
async function walkTheDoor(app: AppProcess, origin: string) {
  const visitor = visitorOf(app, origin);
  const { ask, enter } = visitor;
  const token = new URL(app.welcomeUrl()).searchParams.get('token');
  const made = await ask('POST', '/api/welcome', { token, owner: { ...OWNER, password: PASSWORD } });
  expect(made.status).toBe(201);
  const wrong = await enter('credentials', { email: OWNER.email, password: 'not-the-password' });
  expect(wrong.status).toBe(401);
  expect((await enter('credentials', { email: OWNER.email, password: PASSWORD })).status).toBe(200);
  expect((await ask('GET', '/api/accounts')).status).toBe(200);
  expect((await ask('POST', '/api/me/confirm', { password: PASSWORD })).status).toBe(200);
  expect((await ask('POST', '/api/me/passkeys/challenge')).status).toBe(200);
  expect((await ask('POST', '/api/auth/passkey', { step: 'alone' })).status).toBe(200);
  expect((await enter('passkey', { passkey: '{}' })).status).toBe(401);
  expect((await enter('second-factor', { code: '123456' })).status).toBe(401);
  return visitor;
}

for (const scheme of ['http', 'https'] as const) {
  test(`[ASVS-3.3.1] [ASVS-3.3.2] [ASVS-3.3.3] [ASVS-3.3.4] [ASVS-3.3.5] every cookie of signing in, with APP_URL by ${scheme}`, async () => {
    await withApp(scheme, async (app, origin) => {
      const { jar } = await walkTheDoor(app, origin);
      const names = new Set(jar.seen.map(({ name }) => name.replace('__Host-', '')));
      expect([...names].sort()).toEqual(
        ['wizard-browser', 'wizard-callback', 'wizard-ceremony', 'wizard-csrf', 'wizard-session'].sort(),
      );
      for (const { name, attributes, bytes } of jar.seen) {
        expect(name.startsWith('__Host-'), name).toBe(scheme === 'https');
        expect('secure' in attributes, name).toBe(scheme === 'https');
        expect(attributes.path, name).toBe('/');
        expect(attributes.domain, name).toBeUndefined();
        expect(attributes, name).toHaveProperty('httponly');
        expect(attributes.samesite?.toLowerCase(), name).toMatch(/^(lax|strict)$/);
        expect(bytes, name).toBeLessThan(4096);
      }
    });
  });
}

test('[ASVS-7.6.2] [ASVS-6.3.4] [RFC9700-12] a GET signs nobody in, nothing of next-auth but what is used is there, and no answer leads elsewhere', async () => {
  await withApp('http', async (app, origin) => {
    await walkTheDoor(app, origin);
    const { jar, ask, enter } = visitorOf(app, origin);
    const typed = new URLSearchParams({
      email: OWNER.email,
      password: PASSWORD,
      callbackUrl: 'https://evil.example',
    });
    for (const address of [
      `/api/auth/callback/credentials?${typed}`,
      `/api/auth/callback/second-factor?code=123456`,
      `/api/auth/callback/passkey?passkey={}`,
      `/api/auth/signin/credentials?${typed}`,
      '/api/auth/signin',
      '/api/auth/signout',
      '/api/auth/session',
      '/api/auth/error',
      '/api/auth/verify-request',
      '/api/auth/_log',
      '/api/auth/passkey',
    ]) {
      const answer = await ask('GET', address);
      expect([404, 405], address).toContain(answer.status);
      expect(answer.headers.getSetCookie(), address).toEqual([]);
    }
    await ask('GET', `/sign-in?${typed}`);
    expect(jar.seen.filter(({ name }) => name.includes('session'))).toEqual([]);
    expect((await ask('GET', '/api/accounts')).status).toBe(401);

    for (const callbackUrl of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const signedIn = await enter('credentials', { email: OWNER.email, password: PASSWORD, callbackUrl });
      expect(await signedIn.json(), callbackUrl).toEqual({ url: `${origin}/accounts` });
    }
  });
});
