import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

type Answer = (response: ServerResponse, asked: { action: string; body: Record<string, string> }) => void;

/**
 * HashiCorp Vault's transit engine as far as the key provider uses it, over real loopback HTTP: one key, one token.
 * `next` answers the following request in another way.
 */
export class VaultServer {
  readonly token = 'made-up-vault-token';
  readonly seen: { path: string; headers: IncomingMessage['headers'] }[] = [];
  transitKey = 'coupa-account-wizard';
  #key = 1;
  #next: Answer | null = null;
  #sockets = new Set<Socket>();
  #server: Server;
  #scheme: string;

  constructor(tls?: TlsOptions) {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void this.#answer(request, response);
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls ? createSecureServer(tls, listener) : createServer(listener);
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get address(): string {
    return `${this.#scheme}://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  next(answer: Answer): void {
    this.#next = answer;
  }

  /** From now on another key stands behind the same name. */
  replaceKey(): void {
    this.#key += 1;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const bytes of request) text += bytes;
    this.seen.push({ path: request.url ?? '', headers: request.headers });
    const [, action = '', name] = /^\/v1\/transit\/(encrypt|decrypt)\/([^/]+)$/.exec(request.url ?? '') ?? [];
    const body = JSON.parse(text) as Record<string, string>;
    const other = this.#next;
    this.#next = null;
    if (other) return other(response, { action, body });
    if (request.headers['x-vault-token'] !== this.token) return errors(response, 403, 'permission denied');
    if (name !== this.transitKey) return errors(response, 404);
    if (action === 'encrypt') return data(response, { ciphertext: this.#wrap(body.plaintext ?? '') });
    const plaintext = this.#open(body.ciphertext ?? '');
    if (plaintext === null) return errors(response, 400, 'cipher: message authentication failed');
    return data(response, { plaintext });
  }

  /** No cipher, only what a cipher does: another key does not open it. */
  #wrap = (plaintext: string) =>
    `vault:v1:${Buffer.from(JSON.stringify([this.#key, plaintext])).toString('base64')}`;

  #open(ciphertext: string): string | null {
    const [key, plaintext] = JSON.parse(Buffer.from(ciphertext.slice(9), 'base64').toString('utf8'));
    return key === this.#key ? plaintext : null;
  }
}

export const data = (response: ServerResponse, body: unknown) =>
  void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data: body }));

export const errors = (response: ServerResponse, status: number, ...words: string[]) =>
  void response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ errors: words }));
