import { NextRequest } from 'next/server';
import { afterEach, describe, expect, test, vi } from 'vitest';

/** The configuration is read once in a process, so each address needs modules of its own. */
async function answer(
  path: string,
  init: { method?: string; headers?: Record<string, string> } = {},
  appUrl = '',
) {
  vi.stubEnv('APP_URL', appUrl);
  vi.resetModules();
  const { proxy } = await import('@/proxy');
  const headers = { host: 'localhost:3000', ...init.headers };
  return proxy(new NextRequest(`http://localhost:3000${path}`, { ...init, headers }));
}
afterEach(() => vi.unstubAllEnvs());

/** A header as the page behind gets it; Next hands them over on the response. */
const passedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);
const nonceOf = (response: Response) =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';

describe('a page', () => {
  test('gets the whole policy, the same on the request as on the answer', async () => {
    const response = await answer('/accounts');
    const policy = response.headers.get('content-security-policy');
    const nonce = nonceOf(response);
    expect(policy).toBe(
      `default-src 'self'; script-src 'self' 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`,
    );
    expect(passedOn(response, 'content-security-policy')).toBe(policy);
    expect(passedOn(response, 'x-nonce')).toBe(nonce);
  });

  test('gets another nonce of 16 bytes each time', async () => {
    const nonces = [nonceOf(await answer('/accounts')), nonceOf(await answer('/accounts'))];
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('never sees a policy, a nonce or a path that the client sent', async () => {
    const response = await answer('/accounts?page=2', {
      headers: {
        'content-security-policy': "script-src 'nonce-EVIL123'",
        'content-security-policy-report-only': "script-src 'nonce-EVIL123'",
        'x-nonce': 'EVIL123',
        'x-own-path': '//evil.example',
      },
    });
    expect(JSON.stringify([...response.headers])).not.toMatch(/EVIL123|evil\.example/);
    expect(passedOn(response, 'x-own-path')).toBe('/accounts?page=2');
  });
});

test('the API may load nothing, be framed nowhere and be kept by no cache', async () => {
  const { headers } = await answer('/api/accounts');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(['PROPFIND', 'PURGE', 'FOO'])('%s is refused', async (method) => {
  const response = await answer('/accounts', { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test.each(['evil.example', 'localhost:3001', 'localhost:3000.evil.example', ''])(
  'Host %j is refused',
  async (host) => {
    const response = await answer('/accounts', { headers: { host, 'x-forwarded-host': 'localhost:3000' } });
    expect(response.status).toBe(421);
    expect(await response.text()).toContain('http://localhost:3000');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  },
);

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('Host %s is our own', async (host) => {
  expect((await answer('/accounts', { headers: { host } })).status).toBe(200);
});

test('https is held on to, http is not forced to it', async () => {
  const own = { headers: { host: 'wizard.acme.example' } };
  const secure = await answer('/accounts', own, 'https://wizard.acme.example');
  expect(secure.status).toBe(200);
  expect(secure.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  expect((await answer('/accounts')).headers.has('strict-transport-security')).toBe(false);
});
