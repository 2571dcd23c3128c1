import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { State } from './state.ts';

export interface StateFile {
  read(): State | null;
  write(state: State): void;
}

/** One JSON file, replaced as a whole: a crash leaves the old state or the new one, never half of it. */
export function openStateFile(folder: string): StateFile {
  const file = path.join(folder, 'state.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    read: () => (existsSync(file) ? parseState(readFileSync(file, 'utf8'), file) : null),
    write: (state) => replaceFile(file, JSON.stringify(state)),
  };
}

export const memoryFile: StateFile = { read: () => null, write: () => {} };

function parseState(text: string, file: string): State {
  const state = JSON.parse(text) as State;
  if (state.version !== 1) {
    throw new Error(
      `${file} was written by another version. Delete it to start the practice instance afresh.`,
    );
  }
  return state;
}

function replaceFile(file: string, text: string) {
  const draft = `${file}.new`;
  // 0600: the signing key and the client secrets are in it.
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(path.dirname(file));
}

/** The rename itself has to reach the disk too. */
function syncFolder(folder: string) {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
