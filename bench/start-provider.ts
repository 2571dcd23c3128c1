import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Provider {
  /** `http://localhost:PORT`, one for each host. */
  origins: string[];
  stop(): Promise<void>;
}

/** Starts bench/provider.ts in a process of its own. */
export async function startProvider(delayMs: number, hosts: number): Promise<Provider> {
  const file = path.join(import.meta.dirname, 'provider.ts');
  const child = fork(file, [String(delayMs), String(hosts)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const ports = JSON.parse(line.toString()) as number[];
  return {
    origins: ports.map((port) => `http://localhost:${port}`),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
