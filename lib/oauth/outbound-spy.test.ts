import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAllowedInstanceOrigin } from '@/lib/coupa/instance-url';
import { createOutbound } from '@/lib/oauth/outbound';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf } from '@/test/authorization-server/instance';

/** Somebody on this machine who must never hear of it: counts every connection, whatever is said on it. */
let connections = 0;
const spy = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
beforeAll(() => new Promise<void>((resolve) => spy.listen(0, '::', resolve)));
afterAll(() => new Promise((resolve) => spy.close(resolve)));

/** The rules of production, with a practice instance on another port. */
const outbound = createOutbound({
  isAllowed: (origin) => isAllowedInstanceOrigin(origin, ['localhost:4000']),
  loopbackHosts: ['localhost:4000'],
  clock: new HandClock(),
  // The names of this list lead to this machine.
  lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
});

describe('[RFC9700-37] [ASVS-1.3.6] [ASVS-13.2.4] [ASVS-13.2.5] no spelling of this machine leads to a connection', () => {
  test.each([
    ...['https://127.0.0.1:PORT', 'https://127.1:PORT', 'https://0x7f.1:PORT', 'https://2130706433:PORT'],
    ...['https://0177.0.0.1:PORT', 'https://017700000001:PORT', 'https://127.0.0.1.:PORT', 'https://0:PORT'],
    ...[
      'https://[::1]:PORT',
      'https://[::ffff:7f00:1]:PORT',
      'https://[::ffff:127.0.0.1]:PORT',
      'https://[::]:PORT',
    ],
    ...[
      'http://localhost:PORT',
      'https://localhost:PORT',
      'https://LOCALHOST:PORT',
      'https://localhost.:PORT',
    ],
    ...['https://①②⑦.⓪.⓪.①:PORT', 'https://127。0。0。1:PORT', 'https://ｌｏｃａｌｈｏｓｔ:PORT'],
    ...[
      'https://acme.coupahost.com:PORT',
      'http://acme.coupahost.com:PORT',
      'https://acme.coupahost.com@127.0.0.1:PORT',
    ],
    ...[
      'https://127.0.0.1:PORT/.coupahost.com',
      'https://127.0.0.1:PORT#.coupahost.com',
      'https://localhost:4000@127.0.0.1:PORT',
    ],
    ...[
      'https://x.coupahost.com.evil.io:PORT',
      'https://evilcoupahost.com:PORT',
      'https://coupahost.com:PORT',
    ],
    ...[
      'http://localhost:4000.evil.example:PORT',
      'gopher://127.0.0.1:PORT',
      'file:///etc/passwd',
      'unix:/tmp/x',
    ],
    // Allowed by its name, refused for where it leads when connecting.
    'https://acme.coupahost.com',
  ])('%s', async (address) => {
    const { port } = spy.address() as AddressInfo;
    const url = `${address.replace('PORT', String(port))}/oauth2/token`;
    const failure = await failureOf(
      outbound.send({ method: 'POST', url, headers: {}, body: 'made-up', sent: {} }),
    );
    expect(failure).toMatchObject({ code: 'instance_not_allowed', retryable: false });
    expect(connections).toBe(0);
  });
});
