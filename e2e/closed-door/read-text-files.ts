import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every file below some folders, as text; what is no text is found in it all the same. */
export function readTextFiles(folders: string[]): { name: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((name) => ({ name, text: readFileSync(name, 'latin1') })),
  );
}
