import fs, { appendFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { accountIn, type Stops } from './stops.ts';

type Code = 'ENOSPC' | 'EROFS' | 'EIO';

/** What is done to the files of the journal: stops, refusals, and a note of what was written, for the judge. */
export class FilesWatch {
  /** Code that new files are refused with, and one for writing into those that are open. */
  refuses: { open: Code | null; write: Code | null } = { open: null, write: null };
  #stops: Stops;
  #directory: string;
  #witness: string;

  constructor(stops: Stops, directory: string, witness: string) {
    this.#stops = stops;
    this.#directory = directory;
    this.#witness = witness;
  }

  /** One line that outlives the process, as every write to a file does. */
  note(kind: 'got' | 'wrote', accountId: string, value = '') {
    // Not Date.now: a scenario may have let the machine sleep.
    const realMs = Math.round(performance.timeOrigin + performance.now());
    appendFileSync(this.#witness, `${process.pid} ${kind} ${accountId} ${realMs} ${value}\n`);
  }

  /** Puts itself before what Node offers; to be called before the product is loaded. */
  watch() {
    const { open, rename } = fs.promises;
    Object.assign(fs.promises, {
      open: async (...args: Parameters<typeof open>) => {
        const accountId = this.#accountOf(args[0]);
        if (accountId === null) return open(...args);
        this.#refuse(this.refuses.open);
        return this.#watchHandle(await open(...args), accountId);
      },
      rename: async (from: fs.PathLike, to: fs.PathLike) => {
        const accountId = this.#accountOf(from);
        await this.#stops.pass('before the release', accountId);
        await rename(from, to);
        await this.#stops.pass('after the release', accountId);
      },
    });
    syncBuiltinESMExports();
  }

  #watchHandle(handle: FileHandle, accountId: string): FileHandle {
    const { writeFile, datasync, sync } = handle;
    const written = async (work: () => Promise<void>) => {
      this.#refuse(this.refuses.write);
      await work();
      this.note('wrote', accountId);
      await this.#stops.pass('after the journal write', accountId);
    };
    const synced = async (work: () => Promise<void>) => {
      await work();
      await this.#stops.pass('after the fsync', accountId);
    };
    return Object.assign(handle, {
      writeFile: (...args: Parameters<typeof writeFile>) => written(() => writeFile.apply(handle, args)),
      datasync: () => synced(() => datasync.call(handle)),
      sync: () => synced(() => sync.call(handle)),
    });
  }

  #refuse(code: Code | null) {
    if (code !== null) throw Object.assign(new Error(`${code}: injected`), { code });
  }

  #accountOf(file: unknown): string | null {
    const text = String(file);
    return text.startsWith(this.#directory) ? accountIn(path.basename(text)) : null;
  }
}
