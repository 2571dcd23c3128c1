import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseRequest } from '@/scripts/serve/refuse-request';
import { setClientAddress } from '@/scripts/serve/set-client-address';

/** Answers what gets through with the forwarding headers that are left. */
const server = createServer((request, response) => {
  if (refuseRequest(request, response)) return;
  setClientAddress(request, request.url === '/behind-proxy');
  const left = Object.entries(request.headers).filter(([name]) => /forward|real/.test(name));
  response.end(JSON.stringify(Object.fromEntries(left)));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

async function send(requestLine: string, ...headers: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(
    [`${requestLine} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'),
  );
  let answer = '';
  for await (const part of socket) answer += part;
  return answer;
}

test.each([
  ['GET http://169.254.169.254/latest', 400],
  ['OPTIONS *', 400],
  ['TRACE /accounts', 405],
  ['PROPFIND /accounts', 405],
])('%s is answered %i before Next sees it', async (requestLine, status) => {
  const answer = await send(requestLine);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox");
});

test.each(['TRACK /accounts', 'F@O /accounts', 'get /accounts'])(
  '%s is no request at all',
  async (requestLine) => {
    expect(await send(requestLine)).toMatch(/^HTTP\/1.1 400 /);
  },
);

const INVENTED = [
  'X-Forwarded-For: 203.0.113.9, 198.51.100.4',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: https',
  'X-Real-IP: 203.0.113.9',
  'Forwarded: for=203.0.113.9;host=evil.example',
];

test('what a client says about its own address is dropped', async () => {
  const answer = await send('GET /accounts', ...INVENTED);
  expect(answer).toContain('\r\n\r\n{"x-forwarded-for":"127.0.0.1"}');
});

test('behind a reverse proxy the address that it appended counts', async () => {
  const answer = await send('GET /behind-proxy', ...INVENTED);
  expect(answer).toContain('\r\n\r\n{"x-forwarded-for":"198.51.100.4"}');
});
