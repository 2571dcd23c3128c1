import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Place } from './canaries.ts';

/** Every file below a folder, byte for byte. */
export function readFiles(folder: string, isOurs: (file: string) => boolean = () => true): Place[] {
  return globSync('**/*', { cwd: folder })
    .filter((file) => isOurs(file) && statSync(path.join(folder, file)).isFile())
    .map((file) => ({ name: `file ${file}`, text: readFileSync(path.join(folder, file), 'latin1') }));
}

/** Every row of every table: what the files hold compressed stands here in the clear. The app must have ended. */
export async function readTables(databaseFolder: string): Promise<Place[]> {
  const client = await PGlite.create(databaseFolder);
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const places: Place[] = [];
    for (const { name } of rows) {
      const table = await client.query(`select * from ${name}`);
      places.push({ name: `table ${name}`, text: JSON.stringify(table.rows) });
    }
    return places;
  } finally {
    await client.close();
  }
}

/** What `ps` would show of a process and its children: command lines and environments. */
export function readProcesses(pid: number): Place[] {
  if (process.platform !== 'linux') return [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  return [pid, ...children.map(Number)].flatMap((each) =>
    ['cmdline', 'environ'].map((file) => ({
      name: `/proc/${each}/${file}`,
      text: readFileSync(`/proc/${each}/${file}`, 'latin1'),
    })),
  );
}
