import { fork } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProviderHandlers } from './provider.ts';
import { Remote } from './remote.ts';
import type { WorkerHandlers, WorkerOptions } from './worker-process.ts';

export type Provider = Remote<ProviderHandlers>;
export type Worker = Remote<WorkerHandlers>;

const COMPILED = path.join(tmpdir(), 'caw-faults-compiled');
const here = (file: string) => path.join(import.meta.dirname, file);

export function startProvider(): Provider {
  return new Remote(fork(here('provider.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
}

export interface Witnessed {
  pid: number;
  /** By the machine's clock. */
  realMs: number;
  kind: 'got' | 'wrote';
  accountId: string;
  /** The refresh token that came. */
  value: string;
}

/** An installation: what outlives its processes. */
export class Installation {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'caw-faults-'));
  readonly databaseUrl: string | null;
  /** When each process was killed that was killed anywhere, by the machine's clock. */
  readonly killedAnywhere = new Map<number, number>();
  #origins: string[];
  #workers = new Set<Worker>();

  constructor(origins: string[], databaseUrl: string | null = null) {
    this.#origins = origins;
    this.databaseUrl = databaseUrl;
  }

  /** A process over it; ready when this resolves. */
  async start(parts: Partial<WorkerOptions> = {}): Promise<Worker> {
    const options: WorkerOptions = {
      directory: this.directory,
      databaseUrl: this.databaseUrl,
      journal: 'journal',
      origins: this.#origins,
      offsetMs: 0,
      haste: 1,
      ...parts,
    };
    const log = openSync(this.#logFile, 'a');
    const child = fork(here('worker-process.ts'), [JSON.stringify(options)], {
      stdio: ['ignore', log, log, 'ipc'],
      execArgv: ['--expose-gc'],
      // Processes are started by the dozen: each need not read and strip the same files anew.
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    closeSync(log);
    const worker: Worker = new Remote(child);
    this.#workers.add(worker);
    void worker.ended.then(() => this.#workers.delete(worker));
    await worker
      .happened(1, ({ event }) => event === 'ready')
      .catch((error: Error) => {
        throw new Error(`${error.message}\n${this.lastWords()}`);
      });
    return worker;
  }

  /**
   * SIGKILL: nothing in the process gets to run again. `anywhere`: nobody knows what it had in hand; otherwise everything stood at a
   * known point.
   */
  async kill(worker: Worker, where: 'at a point' | 'anywhere'): Promise<void> {
    const { pid } = worker.child;
    if (pid && where === 'anywhere') this.killedAnywhere.set(pid, Date.now());
    worker.child.kill('SIGKILL');
    await worker.ended;
  }

  async close(worker: Worker): Promise<void> {
    await worker.ask('close').catch(() => undefined);
    await worker.ended;
  }

  /** Lines of the witness: what came whole into a process, and what it got to write. */
  witness(): Witnessed[] {
    const text = readOrNothing(path.join(this.directory, 'witness'));
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [pid, kind, accountId = '', realMs, value = ''] = line.split(' ');
        const times = { pid: Number(pid), realMs: Number(realMs) };
        return { ...times, kind: kind === 'got' ? 'got' : 'wrote', accountId, value };
      });
  }

  lastWords = () => readOrNothing(this.#logFile).split('\n').slice(-12).join('\n');

  async end(): Promise<void> {
    for (const worker of [...this.#workers]) await this.kill(worker, 'at a point');
    rmSync(this.directory, { recursive: true, force: true });
  }

  get #logFile() {
    return path.join(this.directory, 'log');
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
