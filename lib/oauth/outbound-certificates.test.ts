import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutbound } from '@/lib/oauth/outbound';
import { json } from '@/test/authorization-server/answers';
import { makeCertificate } from '@/test/authorization-server/certificate';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf } from '@/test/authorization-server/instance';
import { type ScriptedServer, scriptedServer } from '@/test/authorization-server/scripted-server';

/** An authority of this test that this process trusts, as a company's is by NODE_EXTRA_CA_CERTS. */
const authority = {
  ...makeCertificate({ host: 'Made-up authority', isAuthority: true }),
  name: 'Made-up authority',
};
const stranger = { ...makeCertificate({ host: 'Stranger', isAuthority: true }), name: 'Stranger' };
const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...usual, authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

const issued = (parts: Partial<Parameters<typeof makeCertificate>[0]> = {}) =>
  makeCertificate({ host: 'localhost', issuer: authority, ...parts });

const good = scriptedServer(issued());
const selfSigned = scriptedServer(makeCertificate({ host: 'localhost' }));
const unknown = scriptedServer(issued({ issuer: stranger }));
const expired = scriptedServer(issued({ validDays: -1 }));
const wrongHost = scriptedServer(issued({ host: 'other.coupahost.com' }));
const old = scriptedServer({
  ...issued(),
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
});

const plain = scriptedServer();

const send = ({ origin, host }: Pick<ScriptedServer, 'origin' | 'host'>) =>
  createOutbound({ isAllowed: () => true, loopbackHosts: [host], clock: new HandClock() }).send({
    method: 'POST',
    url: `${origin}/oauth2/token`,
    headers: {},
    body: 'client_secret=made-up-secret',
    sent: { client_secret: 'hidden' },
  });

test('a certificate of a trusted authority for this host is accepted', async () => {
  good.expect('POST /oauth2/token', json(200, {}));
  expect((await send(good)).status).toBe(200);
});

test.each([
  ['self-signed', selfSigned],
  ['unknown issuer', unknown],
  ['expired', expired],
  ['wrong host', wrongHost],
])(
  '[RFC9700-22] [ASVS-12.3.2] [ASVS-12.2.1] certificate %s: refused by that name, and nothing was sent',
  async (reason, server) => {
    const failure = await failureOf(send(server));
    expect(failure).toMatchObject({ code: 'instance_certificate', facts: { host: server.host, reason } });
    expect(server.seen).toEqual([]);
  },
);

test('[RFC9700-22] [ASVS-12.1.1] TLS 1.1: refused', async () => {
  const failure = await failureOf(send(old));
  expect(failure).toMatchObject({ code: 'instance_certificate', facts: { reason: 'no secure connection' } });
  expect(old.seen).toEqual([]);
});

test('a port that does not speak TLS at all: refused', async () => {
  const { host } = plain;
  const failure = await failureOf(send({ origin: `https://${host}`, host }));
  expect(failure).toMatchObject({ code: 'instance_certificate', facts: { reason: 'no secure connection' } });
});
