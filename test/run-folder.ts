import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Vitest's global set-up, and that of the bench: what a run leaves behind, back-ups of 80 MB among it, lies in one folder, gone at the end. */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-tests-'));
  // Where root runs the tests, their PostgreSQL works as a user of its own, who must be able to pass through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
