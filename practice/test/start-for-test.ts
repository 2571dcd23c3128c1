import { onTestFinished } from 'vitest';
import type { PracticeClient } from '../clients/client.ts';
import type { FaultName } from '../faults.ts';
import { type RunningPractice, startServer } from '../server.ts';
import { createBrowser } from './browser.ts';

export interface ClockOfTest {
  now: number;
}

/** A running practice instance on a free port, spoken to over real HTTP; it ends with the test. */
export async function startForTest({ stateFolder = null as string | null } = {}) {
  const clock: ClockOfTest = { now: Date.now() };
  const settings = { port: 0, stateFolder, appUrl: 'http://localhost:3000' };
  const running: RunningPractice = await startServer(settings, () => clock.now);
  onTestFinished(() => running.close());
  const { origin } = running.practice;
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${origin}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    origin,
    clock,
    send,
    close: running.close,
    browser: () => createBrowser(origin),
    makeClient: async (fields: object): Promise<PracticeClient> =>
      (await send('POST', '/practice/clients', { ...CONTACT, ...fields })).json(),
    switchOn: (name: FaultName) => send('PUT', '/practice/faults', { [name]: true }),
    askToken: (params: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${origin}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams(params) }),
  };
}

export type RunningForTest = Awaited<ReturnType<typeof startForTest>>;

const CONTACT = {
  name: 'A client',
  login: 'a-client-api',
  contactFirstName: 'Ann',
  contactLastName: 'Example',
  contactEmail: 'ann@example.com',
  scopes: ['core.common.read', 'core.supplier.read'],
};

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** client_id, client_secret and the grant of a machine. */
export const machine = (client: PracticeClient) => ({
  grant_type: 'client_credentials',
  client_id: client.clientId,
  client_secret: client.clientSecret,
});
