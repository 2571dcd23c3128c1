import { AppError, type ErrorCode, type Trace } from '@/lib/errors';
import type { ApiRead } from '@/lib/oauth/api-read';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Made-up values for the tests of this folder. */

export const NOW = new Date('2026-03-10T09:00:00.000Z');
const ORIGIN = 'https://acme-test.coupahost.com';
export const MINUTE_SECONDS = 60;

export const secondsFrom = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

/** An unsigned token with these scopes in its `scope` claim; null leaves the claim out. */
export function tokenWith(scopes: readonly string[] | null, padding = 0): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: 'made-up',
    ...(scopes && { scope: scopes.join(' ') }),
    ...(padding && { pad: 'p'.repeat(padding) }),
  };
  return `${encode({ alg: 'RS256' })}.${encode(claims)}.${'s'.repeat(43)}`;
}

export const tokenTrace = (parts: Partial<Trace> = {}): Trace => ({
  method: 'POST',
  url: `${ORIGIN}/oauth2/token`,
  sent: { grant_type: 'client_credentials', client_secret: 'hidden' },
  startedAt: NOW.toISOString(),
  durationMs: 412,
  status: 200,
  clockAheadSeconds: 0,
  ...parts,
});

export const readTrace = (path: string, status: number, startedAt = NOW): Trace => ({
  method: 'GET',
  url: `${ORIGIN}${path}`,
  sent: {},
  startedAt: startedAt.toISOString(),
  durationMs: 204,
  status,
});

export const answer = (
  path: string,
  status: number,
  rows: number | null = null,
  retryAfterSeconds: number | null = null,
): ApiRead => ({
  status,
  rows,
  trace: readTrace(path, status),
  retryAfterSeconds,
});

export const failure = (code: ErrorCode, path: string) =>
  new AppError(code, {
    facts: { host: 'acme-test.coupahost.com' },
    trace: { ...readTrace(path, 0), status: undefined },
  });

/** A token for client credentials that is ten minutes old, carries what was requested, and reads one row everywhere. */
export function sampleInput(parts: Partial<ValidationInput> = {}): ValidationInput {
  const requestedScopes = parts.requestedScopes ?? ['core.common.read', 'core.invoice.read'];
  const obtainedAt = parts.obtainedAt ?? secondsFrom(NOW, -10 * MINUTE_SECONDS);
  return {
    accountId: 'account-1',
    reportId: 'report-1',
    instanceUrl: ORIGIN,
    grantType: 'client_credentials',
    clientProof: 'shared_secret',
    scopeSource: 'chosen',
    requestedScopes,
    accessToken: tokenWith(requestedScopes),
    hasRefreshToken: false,
    idToken: null,
    expirySource: 'response',
    obtainedAt,
    expiresAt: secondsFrom(obtainedAt, 86_399),
    responseScopes: null,
    tokenTraces: [tokenTrace()],
    readApi: async (path: string) => answer(path, 200, 1),
    clock: new MovedClock(NOW),
    signal: new AbortController().signal,
    ...parts,
  };
}

/** The largest number of instants, in milliseconds, that fall into any one second. */
export const mostInOneSecond = (instants: readonly number[]) =>
  Math.max(...instants.map((from) => instants.filter((at) => at >= from && at < from + 1000).length));
