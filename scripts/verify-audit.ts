import { parseArgs } from 'node:util';
import './alias.ts';

/**
 * `npm run audit:verify`: checks every line of the audit log against its chain, without writing anything. Ends with 0 when
 * it is unbroken, 1 when it is not, 2 when it could not be checked. `--anchor 1234:abc…` also asks for a line that an
 * earlier check, or the service's log (`daily_done`), has named.
 */
const { openForCheck } = await import('../lib/audit/open-for-check.ts');
const { verifyChain } = await import('../lib/audit/verify-chain.ts');
const words = await import('../lib/audit/chain-words.ts');
const { readEnv } = await import('../lib/env.ts');
const { AppError } = await import('../lib/errors.ts');
const { explainError } = await import('../lib/coupa/error-atlas.ts');

process.exitCode = await check().catch((error: unknown) => {
  console.error(failureWords(error));
  return 2;
});

async function check(): Promise<number> {
  const { values } = parseArgs({ options: { anchor: { type: 'string' } } });
  const opened = await openForCheck(readEnv());
  try {
    for await (const said of verifyChain(opened, values)) {
      if (said.type === 'progress') showProgress(words.progressWords(said.checked, said.of));
      else showProgress('');
      if (said.type === 'broken') console.error(words.brokenWords(said));
      if (said.type === 'unbroken') {
        const { firstAt, lastAt, head } = said;
        console.log(words.unbrokenWords(said));
        if (firstAt) console.log(`From ${firstAt} to ${lastAt}, head ${head}`);
        const older = words.notCoveredWords(said);
        if (older) console.log(older);
      }
      if (said.type !== 'progress') return said.type === 'broken' ? 1 : 0;
    }
    return 2;
  } finally {
    await opened.close();
  }
}

/** One line that replaces itself, where somebody looks. */
function showProgress(line: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function failureWords(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'not_found') return `There is no database in ${error.facts.directory}.`;
  const { title, happened, steps } = explainError(error.code, error.facts, {});
  const first =
    error.code === 'data_directory_in_use'
      ? ['Stop the service first, or press Verify on its page Audit log.']
      : steps;
  return [title, happened, ...first].join('\n');
}
