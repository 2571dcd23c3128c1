import { NextRequest } from 'next/server';
import { describe, expect, test } from 'vitest';
import { proxy } from '@/proxy';

const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers: { host: 'localhost:3000', ...headers } }));

/** A header as the page behind gets it; Next hands them over on the response. */
const passedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1] ?? '';

describe('a page', () => {
  test('[ASVS-3.4.3] gets the whole policy, the same on the request as on the answer', () => {
    const response = ask('/accounts');
    const nonce = nonceOf(response);
    expect(policyOf(response)).toBe(
      `default-src 'self'; script-src 'self' 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; report-uri /api/csp-reports; report-to csp`,
    );
    expect(passedOn(response, 'content-security-policy')).toBe(policyOf(response));
    expect(response.headers.get('reporting-endpoints')).toBe('csp="/api/csp-reports"');
  });

  test('gets another nonce of 16 bytes each time', () => {
    const nonces = Array.from({ length: 100 }, () => nonceOf(ask('/accounts')));
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(new Set(nonces).size).toBe(100);
  });

  test('never sees a policy or a path that the client sent', () => {
    const response = ask('/accounts?page=2', {
      'content-security-policy': "script-src 'nonce-EVIL123'",
      'content-security-policy-report-only': "script-src 'nonce-EVIL123'",
      'x-own-path': '//evil.example',
    });
    expect(JSON.stringify([...response.headers])).not.toMatch(/EVIL123|evil\.example/);
    expect(passedOn(response, 'x-own-path')).toBe('/accounts?page=2');
  });
});
