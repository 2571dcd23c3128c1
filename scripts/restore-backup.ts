import './alias.ts';

/**
 * `npm run restore-backup -- <file>`: puts a back-up in the place of the embedded database; the service must be stopped.
 * `--postgres` in place of a file: the PostgreSQL server was put back with its own tools, and the next start should know.
 * `--try-tokens`: nothing has used the refresh tokens since the back-up, so they are tried as they are.
 */
const { restoreBackup } = await import('../lib/backup/restore-backup.ts');
const { leaveMark } = await import('../lib/backup/restored-mark.ts');
const { readEnv } = await import('../lib/env.ts');
const { fileProvider } = await import('../lib/seal/key-provider.ts');
const { vaultProvider } = await import('../lib/seal/vault-provider.ts');
const { failureWords } = await import('./failure-words.ts');
const { readRestoreOptions } = await import('./restore-options.ts');

const { env, file, triesTokens } = readOrExit();

try {
  if (file) await restore(file);
  else leaveMark(env.dataDir, { restoredAt: new Date().toISOString(), madeAt: null, triesTokens });
  console.log(
    triesTokens
      ? 'The next start tries the stored refresh tokens as they are.'
      : 'The next start takes newer tokens from the journal. An account whose newest token is not known waits for a person.',
  );
} catch (error) {
  console.error(failureWords(error));
  process.exitCode = 1;
}

function readOrExit() {
  try {
    const env = readEnv();
    return { env, ...readRestoreOptions(process.argv.slice(2), env.databaseUrl !== undefined) };
  } catch (error) {
    console.error(failureWords(error));
    return process.exit(2);
  }
}

async function restore(from: string) {
  const keys = { file: env.keysFile, provider: env.vault ? vaultProvider(env.vault) : fileProvider };
  const { madeAt, accounts, apiKeys, before } = await restoreBackup({
    ...{ dataDir: env.dataDir, keys, file: from, triesTokens },
    now: new Date(),
  });
  console.log(
    `The database is that of ${madeAt?.toISOString() ?? 'an unknown time'}. Accounts in it: ${accounts}.`,
  );
  if (before) console.log(`The one from before lies in ${before}.`);
  console.log('Everybody has to sign in again.');
  if (apiKeys > 0)
    console.log(
      `Look through the API keys, ${apiKeys} of them: one that was revoked since then opens again.`,
    );
}
