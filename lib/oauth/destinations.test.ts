import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { DESTINATIONS, REQUESTS } from '@/lib/oauth/destinations';
import { discoverEndpoints } from '@/lib/oauth/discovery';
import type { Outbound } from '@/lib/oauth/outbound';
import { refreshToken } from '@/lib/oauth/refresh';
import { revokeToken } from '@/lib/oauth/revoke-token';
import type { Client, Clock } from '@/lib/oauth/types';
import { readUserinfo } from '@/lib/oauth/userinfo';
import { type Answer, html, json, refusal, silence } from '@/test/authorization-server/answers';
import { exchangeAt } from '@/test/authorization-server/exchange';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, endpointsOf, outboundTo, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();

interface Way {
  outbound: Outbound;
  clock: Clock;
  client: Client;
}

/** How each kind of request is made, and answers that invite as many more as it will ever make. */
const KINDS: Record<
  Exclude<keyof typeof REQUESTS, 'keys' | 'read' | 'webhook'>,
  { request: string; ask(way: Way): Promise<unknown>; refusals: Answer[] }
> = {
  clientCredentials: {
    request: TOKEN,
    ask: (way) =>
      requestClientCredentials({ ...way, endpoints: endpointsOf(server), scopes: ['core.item.read'] }),
    refusals: [refusal(401, 'invalid_client'), refusal(400, 'invalid_scope'), refusal(401, 'invalid_client')],
  },
  code: {
    request: TOKEN,
    ask: (way) => exchangeAt(server, way),
    refusals: [refusal(401, 'invalid_client'), refusal(401, 'invalid_client')],
  },
  refresh: {
    request: TOKEN,
    ask: (way) =>
      refreshToken({ ...way, endpoints: endpointsOf(server), refreshToken: 'made-up-refresh-token' }),
    refusals: [refusal(401, 'invalid_client')],
  },
  discovery: {
    request: 'GET /.well-known/openid-configuration',
    ask: async ({ outbound }) => {
      const { outcome } = await discoverEndpoints(server.origin, endpointsOf(server), outbound);
      if (outcome !== 'used') throw new Error(outcome);
    },
    refusals: [html(503)],
  },
  revocation: {
    request: 'POST /revoke',
    ask: (way) => {
      const endpoints = { ...endpointsOf(server), revocation: `${server.origin}/revoke` };
      return revokeToken({ ...way, endpoints, refreshToken: 'made-up-refresh-token' });
    },
    refusals: [refusal(401, 'invalid_client')],
  },
  userinfo: {
    request: 'GET /userinfo',
    ask: ({ outbound }) =>
      readUserinfo({
        ...{ endpoint: `${server.origin}/userinfo`, accessToken: 'made-up', subject: 'person-1' },
        ...{ outbound, signal: new AbortController().signal },
      }),
    refusals: [html(503)],
  },
};
const ROWS = Object.entries(KINDS).map(([kind, row]) => ({
  ...row,
  kind,
  rule: REQUESTS[kind as keyof typeof KINDS],
}));

function way(clock = new HandClock()): Way {
  return { clock, outbound: outboundTo(server, clock), client: CLIENT };
}

describe('[ASVS-13.1.3] [ASVS-13.2.6] the table of requests holds', () => {
  test.each(ROWS)('$kind: silence ends at its deadline and not before', async ({ request, ask, rule }) => {
    const clock = new HandClock();
    server.expect(request, silence);
    let hasEnded = false;
    const asking = ask(way(clock)).then(
      () => 'succeeded',
      () => {
        hasEnded = true;
        return 'failed';
      },
    );
    await server.nextArrival();
    clock.moveMs(rule.deadlineMs - 1);
    await setImmediate();
    expect(hasEnded).toBe(false);
    clock.moveMs(1);
    expect(await asking).toBe('failed');
  });

  test.each(ROWS)(
    '$kind: so many requests for one wish, and no more',
    async ({ request, ask, refusals, rule }) => {
      for (const refused of refusals) server.expect(request, refused);
      await expect(ask(way())).rejects.toThrow();
      expect(server.seen).toHaveLength(rule.maxRequests);
    },
  );
});

test('[ASVS-13.1.2] [ASVS-13.2.6] so many connections at once to one host, the others wait for their turn', async () => {
  const { connectionsPerHost } = DESTINATIONS.instance.limits;
  const { outbound } = way();
  const held = Promise.withResolvers<void>();
  const isFull = Promise.withResolvers<void>();
  let arrived = 0;
  const late: Answer = async (response, request) => {
    arrived += 1;
    if (arrived === connectionsPerHost) isFull.resolve();
    await held.promise;
    return json(200, {})(response, request);
  };
  const asked = Array.from({ length: connectionsPerHost + 5 }, () => {
    server.expect('GET /x', late);
    return outbound.send({ method: 'GET', url: `${server.origin}/x`, headers: {}, sent: {} });
  });
  await isFull.promise;
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect(arrived).toBe(connectionsPerHost);
  held.resolve();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(
    Array(connectionsPerHost + 5).fill(200),
  );
});
