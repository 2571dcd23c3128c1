import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createOutbound } from '@/lib/oauth/outbound';
import { json } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();
const get = (url: string) => ({ method: 'GET' as const, url, headers: {}, sent: {} });

/** Answers each question with the next list of addresses, the last one for ever. */
function resolver(...answers: string[][]): LookupFunction {
  return (_host, _options, callback) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    const entries = (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    callback(null, entries);
  };
}

const outboundWith = (lookup: LookupFunction, loopbackHosts: string[] = []) =>
  createOutbound({ isAllowed: () => true, loopbackHosts, clock: new HandClock(), lookup });

describe('[RFC9700-38] [ASVS-1.3.6] DNS rebinding', () => {
  test.each([
    ['this machine', ['127.0.0.1']],
    ['this machine, IPv6', ['::1']],
    ['this machine in disguise', ['::ffff:127.0.0.1']],
    ['a private network', ['10.0.0.8']],
    ['the metadata service of a cloud', ['169.254.169.254']],
    ['a mixed answer', ['52.1.2.3', '127.0.0.1']],
    ['no address', []],
  ])('an instance whose name leads to %s is not called', async (_, addresses) => {
    const failure = await failureOf(
      outboundWith(resolver(addresses)).send(get('https://acme.coupahost.com/')),
    );
    expect(failure).toMatchObject({ code: 'instance_not_allowed', facts: { host: 'acme.coupahost.com' } });
  });

  test('the name is looked up when connecting, so a second answer that leads inside is refused like a first', async () => {
    const outbound = outboundWith(resolver(['127.0.0.1'], ['169.254.169.254']), [server.host]);
    server.expect('GET /', json(200, {}, { Connection: 'close' }));
    expect((await outbound.send(get(server.origin))).status).toBe(200);
    expect(await failureOf(outbound.send(get(server.origin)))).toMatchObject({
      code: 'instance_not_allowed',
    });
    expect(server.seen).toHaveLength(1);
  });

  test('a listed host may lie in the own network, but never at a link-local address', async () => {
    const { host, origin } = server;
    server.expect('GET /', json(200, []));
    expect((await outboundWith(systemLookup as LookupFunction, [host]).send(get(origin))).status).toBe(200);
    const failure = await failureOf(outboundWith(resolver(['169.254.1.1']), [host]).send(get(origin)));
    expect(failure.code).toBe('instance_not_allowed');
  });
});

test.each(['ENOTFOUND', 'EAI_AGAIN'])('DNS failure %s is named as such', async (code) => {
  const failing: LookupFunction = (_host, _options, callback) =>
    callback(Object.assign(new Error(`getaddrinfo ${code}`), { code }), []);
  const failure = await failureOf(outboundWith(failing).send(get('https://acem.coupahost.com/oauth2/token')));
  expect(failure).toMatchObject({
    code: 'instance_dns',
    retryable: true,
    facts: { host: 'acem.coupahost.com' },
    trace: { method: 'GET', url: 'https://acem.coupahost.com/oauth2/token' },
  });
  expect(failure.trace).not.toHaveProperty('status');
});
