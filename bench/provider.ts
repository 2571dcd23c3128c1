import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A provider in a process of its own, `node bench/provider.ts DELAY_MS HOSTS`: so many hosts, each on a port of its own, that
 * answer every token request alike, and every read of the API with an empty list, after the delay. Prints its ports as JSON when
 * it listens, and ends with its parent.
 */
const [delayMs = 0, hosts = 1] = process.argv.slice(2).map(Number);

/** As long as a token of Coupa with twenty scopes. */
const TOKEN_LENGTH = 1200;
let issued = 0;

function answerRead(response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
}

function answerToken(response: ServerResponse) {
  issued += 1;
  const body = JSON.stringify({
    access_token: `made-up-${issued}-`.padEnd(TOKEN_LENGTH, 'a'),
    token_type: 'bearer',
    expires_in: 86_399,
    refresh_token: `made-up-refresh-${issued}-`.padEnd(64, 'r'),
    scope: 'core.common.read',
  });
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
}

const listen = () =>
  new Promise<number>((resolve) => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        const isRead = request.method === 'GET' && request.url?.startsWith('/api/');
        if (!isRead && request.method !== 'POST') return response.writeHead(404).end();
        const answer = isRead ? answerRead : answerToken;
        if (delayMs === 0) return answer(response);
        setTimeout(answer, delayMs, response);
      });
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, 'localhost', () => resolve((server.address() as AddressInfo).port));
  });

console.log(JSON.stringify(await Promise.all(Array.from({ length: hosts }, listen))));
process.on('disconnect', () => process.exit());
