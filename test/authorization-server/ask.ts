import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import type { Client, Clock, TokenGrant } from '@/lib/oauth/types';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, endpointsOf, outboundTo } from '@/test/authorization-server/instance';
import type { ScriptedServer } from '@/test/authorization-server/scripted-server';

interface Asking {
  client?: Client;
  scopes?: readonly string[] | null;
  clock?: Clock;
}

/** Asks this server for a token by client credentials, the secret in the body and nothing else tried, unless told otherwise. */
export const askFor = (
  server: ScriptedServer,
  {
    client = { ...CLIENT, authMethod: 'client_secret_post' },
    scopes = null,
    clock = new HandClock(),
  }: Asking = {},
): Promise<TokenGrant> =>
  requestClientCredentials({
    endpoints: endpointsOf(server),
    client,
    scopes,
    outbound: outboundTo(server, clock),
    clock,
  });
