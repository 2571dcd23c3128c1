import './alias.ts';

/**
 * `npm run keys -- wrap`: puts the keys of the key file under the Vault that the environment names; `unwrap` takes them
 * out again. The keys stay the same, so nothing in the database changes. The service must be stopped meanwhile.
 */
const { readEnv } = await import('../lib/env.ts');
const { AppError } = await import('../lib/errors.ts');
const { fileProvider } = await import('../lib/seal/key-provider.ts');
const { moveKeys } = await import('../lib/seal/move-keys.ts');
const { vaultProvider } = await import('../lib/seal/vault-provider.ts');
const { failureWords } = await import('./failure-words.ts');

const [way] = process.argv.slice(2);
if (way !== 'wrap' && way !== 'unwrap') {
  console.error('Use: npm run keys -- wrap, or npm run keys -- unwrap');
  process.exit(2);
}

try {
  const { keysFile, vault } = readEnv({ ...process.env, KEYS_PROVIDER: 'vault' });
  if (!vault) throw new AppError('internal');
  const sides = [fileProvider, vaultProvider(vault)] as const;
  const [from, to] = way === 'wrap' ? sides : ([sides[1], sides[0]] as const);
  const count = await moveKeys(keysFile, from, to);
  console.log(`${keysFile}: ${count === 1 ? 'one key' : `${count} keys`} now protected by: ${to.name}.`);
  console.log(`Start the service with KEYS_PROVIDER=${to.name}, then make a new backup of the file.`);
} catch (error) {
  console.error(failureWords(error));
  process.exit(1);
}
