import { exchangeCode } from '@/lib/oauth/exchange-code';
import type { Endpoints } from '@/lib/oauth/types';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, endpointsOf, outboundTo } from '@/test/authorization-server/instance';
import type { ScriptedServer } from '@/test/authorization-server/scripted-server';

type Exchange = Parameters<typeof exchangeCode>[0];
export const REDIRECT = 'http://localhost:3000/api/oauth/callback/account-1';

interface Coming extends Partial<Omit<Exchange, 'endpoints'>> {
  /** Query of the callback. */
  query?: string;
  endpoints?: Partial<Endpoints>;
}

/** Comes back from this server with a code and exchanges it. */
export function exchangeAt(server: ScriptedServer, { query, endpoints, ...parts }: Coming = {}) {
  const clock = parts.clock ?? new HandClock();
  return exchangeCode({
    endpoints: { ...endpointsOf(server), ...endpoints },
    client: { ...CLIENT, authMethod: 'client_secret_post' },
    clientProof: 'shared_secret',
    callbackUrl: new URL(`${REDIRECT}?${query ?? 'code=made-up-code&state=made-up-state'}`),
    expectedState: 'made-up-state',
    codeVerifier: 'made-up-verifier'.padEnd(43, '0'),
    nonce: null,
    redirectUri: REDIRECT,
    outbound: outboundTo(server, clock),
    clock,
    ...parts,
  });
}
