import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came, which is what the signature is of. */
  body: string;
}

/** Answers one call; without one it is taken with 204. */
export type CallAnswer = (response: ServerResponse) => unknown;
export const status =
  (code: number, headers: OutgoingHttpHeaders = {}, body = ''): CallAnswer =>
  (response) =>
    response.writeHead(code, headers).end(body);

/** Somebody else's system that takes webhooks, over real loopback HTTP. */
export class WebhookReceiver {
  readonly calls: Call[] = [];
  /** What each path answers next, in this order. */
  readonly #script = new Map<string, CallAnswer[]>();
  #waiting: { isThere: () => boolean; resolve: () => void }[] = [];
  #server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = request.url ?? '/';
    this.calls.push({ path, headers: request.headers, body });
    for (const { isThere, resolve } of this.#waiting) if (isThere()) resolve();
    const answer = this.#script.get(path)?.shift() ?? status(204);
    answer(response);
  });

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, 'localhost', resolve));
  }
  get host() {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }
  url = (path: string) => `http://${this.host}${path}`;

  answers(path: string, ...answers: CallAnswer[]) {
    this.#script.set(path, [...(this.#script.get(path) ?? []), ...answers]);
  }
  callsTo = (path: string) => this.calls.filter((call) => call.path === path);

  /** Resolves when so many calls to this path have come. */
  async untilCalled(path: string, times = 1): Promise<Call[]> {
    const isThere = () => this.callsTo(path).length >= times;
    if (!isThere()) await new Promise<void>((resolve) => this.#waiting.push({ isThere, resolve }));
    return this.callsTo(path);
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Standard Webhooks by the letter of its specification and with another library than the service: what a receiver would write. */
export async function isSignedWith(secret: string, { headers, body }: Call): Promise<boolean> {
  const raw = Uint8Array.from(atob(secret.replace('whsec_', '')), (sign) => sign.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
  const isRight = async (part: string) => {
    const [version, signature = ''] = part.split(',');
    const given = Uint8Array.from(atob(signature), (sign) => sign.charCodeAt(0));
    return version === 'v1' && (await crypto.subtle.verify('HMAC', key, given, signed));
  };
  const parts = String(headers['webhook-signature']).split(' ');
  return (await Promise.all(parts.map(isRight))).includes(true);
}
