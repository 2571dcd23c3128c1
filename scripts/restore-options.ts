import { parseArgs } from 'node:util';

export interface RestoreOptions {
  /** The back-up; null: the PostgreSQL server was put back with its own tools. */
  file: string | null;
  triesTokens: boolean;
}

/**
 * What was typed behind `npm run restore-backup --`. Nothing is guessed: what is done with it cannot be undone by typing again.
 * @param hasServer DATABASE_URL is set
 * @throws Error in words for whoever typed it
 */
export function readRestoreOptions(args: string[], hasServer: boolean): RestoreOptions {
  const use = hasServer
    ? 'Use: npm run restore-backup -- --postgres, after the server was put back with its own tools'
    : 'Use: npm run restore-backup -- file.tar.gz';
  const { values, positionals } = parse(args, use);
  const isServer = values.postgres === true;
  if (isServer !== hasServer || positionals.length !== (isServer ? 0 : 1)) throw new Error(use);
  return { file: positionals[0] ?? null, triesTokens: values['try-tokens'] === true };
}

function parse(args: string[], use: string) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { postgres: { type: 'boolean' }, 'try-tokens': { type: 'boolean' } },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${use}`);
  }
}
