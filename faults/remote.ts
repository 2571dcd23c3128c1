import type { ChildProcess } from 'node:child_process';

/** Questions and answers between two Node processes over the channel that `fork` opens. */

// biome-ignore lint/suspicious/noExplicitAny: each handler names the one argument that it takes
type Handlers = Record<string, (argument: any) => unknown>;
type Answer<H extends Handlers, N extends keyof H> = Awaited<ReturnType<H[N]>>;

interface Question {
  id: number;
  name: string;
  argument: unknown;
}
interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}
export interface Happening {
  event: string;
  [fact: string]: unknown;
}

/** The child's side: answers whatever is asked, several questions at a time. */
export function serve(handlers: Handlers): void {
  process.on('message', (question: Question) => {
    void answer(handlers, question).then((reply) => process.connected && process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
}

async function answer(handlers: Handlers, { id, name, argument }: Question): Promise<Reply> {
  try {
    return { id, value: await handlers[name]?.(argument as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

export const tell = (happening: Happening): void => {
  if (process.connected) process.send?.(happening);
};

/** The parent's side. A question to a process that has ended fails. */
export class Remote<H extends Handlers> {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #listeners = new Set<(happening: Happening) => void>();
  #next = 0;

  constructor(child: ChildProcess) {
    this.child = child;
    child.on('message', (message: Reply | Happening) => this.#receive(message));
    child.on('error', () => undefined);
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
    void this.ended.then(() => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The process has ended'));
      this.#waiting.clear();
    });
  }

  ask<N extends keyof H & string>(name: N, argument?: Parameters<H[N]>[0]): Promise<Answer<H, N>> {
    const waiting = Promise.withResolvers<unknown>();
    const id = this.#next++;
    this.#waiting.set(id, waiting);
    this.child.send({ id, name, argument }, (error) => {
      if (error && this.#waiting.delete(id)) waiting.reject(error);
    });
    return waiting.promise as Promise<Answer<H, N>>;
  }

  /** Calls `listen` for everything the child tells, until the returned function is called. */
  listen(listen: (happening: Happening) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  /** Resolves when so many happenings of this kind were told; rejects when the child ends before. */
  async happened(count: number, isMeant: (happening: Happening) => boolean): Promise<Happening[]> {
    const found: Happening[] = [];
    const enough = Promise.withResolvers<void>();
    const stop = this.listen((happening) => {
      if (isMeant(happening) && found.push(happening) >= count) enough.resolve();
    });
    try {
      await Promise.race([enough.promise, this.ended]);
    } finally {
      stop();
    }
    if (found.length < count) throw new Error(`The process ended after ${found.length} of ${count}`);
    return found;
  }

  #receive(message: Reply | Happening) {
    if ('event' in message) {
      for (const listen of this.#listeners) listen(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.error));
  }
}
