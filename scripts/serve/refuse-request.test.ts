import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { dropHeaders } from '@/scripts/serve/drop-headers';
import { fillHeaders } from '@/scripts/serve/fill-headers';
import { listen } from '@/scripts/serve/listen';
import { refuseRequest } from '@/scripts/serve/refuse-request';
import { setClientAddress } from '@/scripts/serve/set-client-address';

const APP_URL = 'https://wizard.acme.example';

/** Everything that stands before Next, with an echo in its place: it answers the headers that got through. */
const start = async () => {
  const env = { ...readEnv({ APP_URL }), port: 0 };
  const [server] = await listen(
    { ...env, host: '127.0.0.2' },
    (request, response) => {
      fillHeaders(request, response, { isHttps: true, methodsOf: () => ['GET', 'HEAD'] });
      if (refuseRequest(request, response, { appUrl: APP_URL, isDevelopment: false })) return;
      dropHeaders(request);
      setClientAddress(request, request.url === '/behind-proxy');
      if (request.url === '/api/only-get') response.writeHead(405);
      else response.setHeader('X-Got', JSON.stringify(request.headers));
      response.end();
    },
    false,
  );
  if (!server) throw new Error('nothing listens');
  return server;
};
let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

async function send(...lines: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.2');
  socket.on('error', () => undefined);
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  let answer = '';
  socket.on('data', (part) => {
    answer += part;
  });
  await once(socket, 'close');
  return answer;
}
const OWN_HOST = 'Host: wizard.acme.example';
const ask = (requestLine: string, ...headers: string[]) =>
  send(`${requestLine} HTTP/1.1`, OWN_HOST, ...headers);

const WHOLE_SET = [
  /^content-security-policy: default-src 'none'; frame-ancestors 'none'; sandbox\r$/im,
  /^x-content-type-options: nosniff\r$/im,
  /^referrer-policy: no-referrer\r$/im,
  /^x-frame-options: DENY\r$/im,
  /^cross-origin-opener-policy: same-origin\r$/im,
  /^cross-origin-resource-policy: same-origin\r$/im,
  /^permissions-policy: camera=\(\)/im,
  /^strict-transport-security: max-age=63072000; includeSubDomains\r$/im,
  /^cache-control: no-store\r$/im,
];
const expectRefused = (answer: string, status: number) => {
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  for (const header of WHOLE_SET) expect(answer).toMatch(header);
};

describe('before Next sees anything', () => {
  test.each([
    ['GET http://169.254.169.254/latest', 400],
    ['GET https://wizard.acme.example/accounts', 400],
    ['OPTIONS *', 400],
    ['TRACE /accounts', 405],
    ['TRACK /accounts', 400],
    ['PROPFIND /accounts', 405],
    ['CONNECT evil.example:443', 405],
    ['POST /accounts', 405],
    ['OPTIONS /accounts', 405],
    ['POST /_next/static/chunks/x.js', 405],
    ['F@O /accounts', 400],
    ['get /accounts', 400],
  ])('[ASVS-13.4.4] [ASVS-4.1.4] %s is answered %i with every header', async (requestLine, status) => {
    const answer = await ask(requestLine);
    expectRefused(answer, status);
    if (status === 405) expect(answer).toMatch(/^Allow: [A-Z, ]+\r$/im);
  });

  test.each(['evil.example', 'localhost', 'wizard.acme.example.evil.example', 'wizard.acme.example:444', ''])(
    '[ASVS-4.1.3] Host %j is refused, whatever X-Forwarded-Host says',
    async (host) => {
      const forwarded = 'X-Forwarded-Host: wizard.acme.example';
      const answer = await send('GET /accounts HTTP/1.1', `Host: ${host}`, forwarded);
      expectRefused(answer, 421);
      expect(answer).toContain(APP_URL);
    },
  );

  test('no Host and two of them are no request', async () => {
    expectRefused(await send('GET /accounts HTTP/1.1'), 400);
    expectRefused(await ask('GET /accounts', 'Host: evil.example'), 400);
  });

  test('[ASVS-16.5.1] headers that are too long, a body of two lengths, and an odd expectation get words and nothing else', async () => {
    expectRefused(await ask('GET /accounts', `X-Long: ${'x'.repeat(20_000)}`), 431);
    expectRefused(await ask('POST /api/x', 'Content-Length: 3', 'Transfer-Encoding: chunked'), 400);
    const expectation = await ask('GET /accounts', 'Expect: a-miracle');
    expectRefused(expectation, 417);
    expect(expectation).not.toMatch(/node|stack|at \//i);
  });

  test('[ASVS-4.1.4] a route that refuses a method names those it takes', async () => {
    const answer = await ask('DELETE /api/only-get');
    expectRefused(answer, 405);
    expect(answer).toMatch(/^Allow: GET, HEAD\r$/im);
  });
});

const INVENTED = [
  'X-Forwarded-For: 203.0.113.9, 198.51.100.4',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: gopher',
  'X-Forwarded-Port: 666',
  'X-Real-IP: 203.0.113.9',
  'Forwarded: for=203.0.113.9;host=evil.example',
];

test('[ASVS-4.1.3] what a client says about its own address is dropped', async () => {
  const answer = await ask('GET /accounts', ...INVENTED);
  expect(answer).toContain('"x-forwarded-for":"127.0.0.1"');
  expect(answer).not.toMatch(/203\.0\.113|evil\.example|gopher|666/);
});

test('[ASVS-4.1.3] behind a reverse proxy the address that it appended counts', async () => {
  const answer = await ask('GET /behind-proxy', ...INVENTED);
  expect(answer).toContain('"x-forwarded-for":"198.51.100.4"');
  expect(answer).not.toMatch(/203\.0\.113|evil\.example|gopher|666/);
});

test('[ASVS-3.4.3] a policy that a client sends reaches nobody, also without proxy.ts', async () => {
  const evil = "script-src 'nonce-EVIL123'";
  const answer = await ask(
    'GET /accounts',
    `Content-Security-Policy: ${evil}`,
    `Content-Security-Policy-Report-Only: ${evil}`,
    'X-Own-Path: //evil.example',
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).not.toMatch(/EVIL123|evil\.example/);
});
