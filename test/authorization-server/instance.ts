import { AppError } from '@/lib/errors';
import { createOutbound, type Outbound } from '@/lib/oauth/outbound';
import type { Client, Clock, Endpoints } from '@/lib/oauth/types';
import { HandClock } from '@/test/authorization-server/hand-clock';
import type { ScriptedServer } from '@/test/authorization-server/scripted-server';

/** Made up, in the shape of Coupa's. */
export const CLIENT: Client = { clientId: 'c0ffee'.padEnd(32, '0'), clientSecret: 'decade'.padEnd(64, '1') };
export const TOKEN = 'POST /oauth2/token';

export const endpointsOf = ({ origin }: ScriptedServer): Endpoints => ({
  issuer: origin,
  authorization: `${origin}/oauth2/authorizations/new`,
  token: `${origin}/oauth2/token`,
  source: 'derived',
});

/** The way out to this server and to nobody else. */
export const outboundTo = (
  server: Pick<ScriptedServer, 'origin' | 'host'>,
  clock: Clock = new HandClock(),
): Outbound =>
  createOutbound({
    isAllowed: (origin) => origin === server.origin,
    loopbackHosts: [server.host],
    clock,
  });

/** What was thrown, when it had to be an AppError. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.then(
    (value) => new Error(`It succeeded: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome;
  throw outcome;
}
