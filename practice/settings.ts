import path from 'node:path';

export interface Settings {
  port: number;
  /** null keeps the state in memory. */
  stateFolder: string | null;
  /** The wizard's address, for links back. */
  appUrl: string;
}

export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const port = Number(source.PRACTICE_PORT || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('PRACTICE_PORT must be a whole number from 0 to 65535.');
  }
  const folder = source.PRACTICE_DIR || path.join(source.DATA_DIR || '.data', 'practice');
  return {
    port,
    stateFolder: source.PRACTICE_STATE === 'memory' ? null : path.resolve(folder),
    appUrl: source.APP_URL || 'http://localhost:3000',
  };
}
