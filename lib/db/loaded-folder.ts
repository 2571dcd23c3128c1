import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';

/** Where a back-up lies that was loaded whole and is about to take the place of the embedded database. */
export const loadedFolder = (dataDir: string): string => path.join(dataDir, 'db.loaded');

/**
 * Moves a loaded back-up into its place once that is free. A process that was killed between moving the old database away and
 * the new one in has left it there; without this the next start would begin with an empty one.
 */
export function finishRestore(dataDir: string): void {
  const place = path.join(dataDir, 'db');
  if (!existsSync(place) && existsSync(loadedFolder(dataDir))) renameSync(loadedFolder(dataDir), place);
}
