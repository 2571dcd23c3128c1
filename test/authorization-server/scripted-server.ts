import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Answer } from '@/test/authorization-server/answers';

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
}

/**
 * An authorization server over real loopback HTTP or HTTPS that answers in the order it was told to, and keeps what it was asked.
 * A request that nobody announced is answered 599 and fails the test, as does an announced one that never came.
 */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  #script: { expected: string; answer: Answer }[] = [];
  #always: { request: string; answer: Answer } | null = null;
  #surprises: string[] = [];
  #sockets = new Set<Socket>();
  #server: Server;
  #scheme: string;
  #port = 0;
  #arrival = Promise.withResolvers<void>();

  constructor(tls?: TlsOptions) {
    const listener: RequestListener = (request, response) => {
      void this.#answer(request).then((answer) => answer(response, request));
    };
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls ? createSecureServer(tls, listener) : createServer(listener);
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    });
  }
  /** Known from the start on, and still after the end. */
  get host() {
    return `localhost:${this.#port}`;
  }
  get origin() {
    return `${this.#scheme}://${this.host}`;
  }

  async start() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(this.#port, 'localhost', resolve);
    await promise;
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    for (const socket of this.#sockets) socket.destroy();
    await promise;
  }

  /** The next request must be this one ("POST /oauth2/token") and is answered so. */
  expect(request: string, answer: Answer) {
    this.#script.push({ expected: request, answer });
  }

  /** Every further request of this kind is answered so, for work whose number of requests is not known. */
  answerAlways(request: string, answer: Answer) {
    this.#always = { request, answer };
  }

  /** Resolves when the next request has arrived, which may be silently waiting for its answer. */
  async nextArrival() {
    await this.#arrival.promise;
  }

  get last(): SeenRequest {
    const last = this.seen.at(-1);
    if (!last) throw new Error('The server was not asked');
    return last;
  }

  /** Fails when something was left over or came unannounced; then forgets everything. */
  finish() {
    const left = this.#script.map(({ expected }) => expected);
    const surprises = this.#surprises;
    this.#script = [];
    this.#always = null;
    this.#surprises = [];
    this.seen.length = 0;
    expect({ left, surprises }, 'announced but not asked for, and asked for but not announced').toEqual({
      left: [],
      surprises: [],
    });
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', this.origin);
    const form = new URLSearchParams(await readAll(request));
    const { method = '', headers } = request;
    this.seen.push({ method, path: url.pathname, query: url.searchParams, headers, form });
    this.#arrival.resolve();
    this.#arrival = Promise.withResolvers();
    const asked = `${method} ${url.pathname}`;
    if (this.#always?.request === asked) return this.#always.answer;
    const next = this.#script.shift();
    if (next?.expected === asked) return next.answer;
    if (next) this.#script.unshift(next);
    this.#surprises.push(asked);
    return (response) => response.writeHead(599).end();
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** A server for the tests of one file, checked after each test. */
export function scriptedServer(tls?: TlsOptions): ScriptedServer {
  const server = new ScriptedServer(tls);
  beforeAll(() => server.start());
  afterEach(() => server.finish());
  afterAll(() => server.stop());
  return server;
}
