import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createListener, type Socket } from 'node:net';

/** One instance: a listener of its own, which can be gone, or take connections and not read what comes in. */
export class Instance {
  #http: Server;
  #listener;
  #sockets = new Set<Socket>();
  #unread: Socket[] = [];
  #onUnread: () => void;
  #port = 0;
  #isReading = true;

  constructor(listen: RequestListener, onUnread: () => void) {
    this.#http = createServer(listen);
    this.#onUnread = onUnread;
    this.#listener = createListener((socket) => this.#accept(socket));
  }

  get origin() {
    return `http://localhost:${this.#port}`;
  }

  /** On the same port again after `close`. */
  async listen() {
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(this.#port, 'localhost', resolve);
    });
    this.#port = (this.#listener.address() as AddressInfo).port;
  }

  /** Connections are refused from now on. */
  async close() {
    const closed = new Promise<void>((resolve) => this.#listener.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Connections are taken, but nothing is read from them. */
  stopReading() {
    this.#isReading = false;
    // What is open already would be read on.
    for (const socket of this.#sockets) socket.destroy();
  }

  readAgain() {
    this.#isReading = true;
    for (const socket of this.#unread.splice(0)) this.#http.emit('connection', socket);
  }

  #accept(socket: Socket) {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    if (this.#isReading) this.#http.emit('connection', socket);
    else {
      this.#unread.push(socket);
      this.#onUnread();
    }
  }
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}
