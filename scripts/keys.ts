import './alias.ts';

/**
 * `npm run keys -- wrap`: puts the keys of the key file under the Vault that the environment names; `unwrap` takes them
 * out again. The keys stay the same, so nothing in the database changes. The service must be stopped meanwhile.
 */
const { explainError } = await import('../lib/coupa/error-atlas.ts');
const { unmark } = await import('../lib/coupa/marked.ts');
const { readEnv } = await import('../lib/env.ts');
const { AppError } = await import('../lib/errors.ts');
const { fileProvider } = await import('../lib/seal/key-provider.ts');
const { moveKeys } = await import('../lib/seal/move-keys.ts');
const { vaultProvider } = await import('../lib/seal/vault-provider.ts');

const [way] = process.argv.slice(2);
const { keysFile, vault } = readEnv({ ...process.env, KEYS_PROVIDER: 'vault' });
if ((way !== 'wrap' && way !== 'unwrap') || !vault) {
  console.error('Use: npm run keys -- wrap, or npm run keys -- unwrap');
  process.exit(2);
}

const sides = [fileProvider, vaultProvider(vault)] as const;
const [from, to] = way === 'wrap' ? sides : ([sides[1], sides[0]] as const);
try {
  const count = await moveKeys(keysFile, from, to);
  console.log(`${keysFile}: ${count === 1 ? 'one key' : `${count} keys`} now protected by: ${to.name}.`);
  console.log(`Start the service with KEYS_PROVIDER=${to.name}, then make a new backup of the file.`);
} catch (error) {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  const { title, happened, why } = explainError(known.code, known.facts, {});
  console.error(unmark([title, happened, why].join('\n')));
  process.exit(1);
}
