import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const schema = z.object({
  /** ISO 8601. */
  restoredAt: z.iso.datetime(),
  /** When the back-up was made, where that is known. */
  madeAt: z.iso.datetime().nullable(),
  /** Whoever put it back says that nothing has used its refresh tokens since: they are tried as they are. */
  triesTokens: z.boolean(),
});
export type RestoredMark = z.infer<typeof schema>;

const fileIn = (dataDir: string) => path.join(dataDir, 'restored.json');

/** Tells the next start that the database is from a back-up. It lies outside the database, which knows nothing of it. */
export function leaveMark(dataDir: string, mark: RestoredMark): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(dataDir), `${JSON.stringify(mark)}\n`, { mode: 0o600 });
}

/** Null at every other start. A mark that cannot be read counts as the careful one. */
export function readMark(dataDir: string): RestoredMark | null {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return null;
  }
  const careful = { restoredAt: new Date(0).toISOString(), madeAt: null, triesTokens: false };
  try {
    return schema.safeParse(JSON.parse(text)).data ?? careful;
  } catch {
    return careful;
  }
}

export const removeMark = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
