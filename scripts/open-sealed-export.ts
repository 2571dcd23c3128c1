import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openExport } from '../lib/exports/sealed-export.ts';

/** `npm run open-export <file>`: asks for the passphrase and prints what the sealed export holds, as JSON. */
const [file] = process.argv.slice(2);
if (!file) {
  console.error('Name the file: npm run open-export account.sealed.json');
  process.exit(2);
}

const content = await openExport(readOrExit(file), await askPassphrase());
if (content === null) {
  console.error('Not opened: the passphrase is another one, or the file was changed.');
  process.exit(1);
}
console.log(JSON.stringify(content, null, 2));

function readOrExit(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    console.error(`${path} cannot be read: ${(error as Error).message}`);
    return process.exit(2);
  }
}

/** Not shown while it is typed; never an argument, because other users of the machine can read those. */
function askPassphrase(): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write('Passphrase: ');
  // Without an output readline echoes nothing, and `terminal` keeps the system from doing so.
  const lines = createInterface({ input: stdin, terminal: stdin.isTTY === true });
  return new Promise((resolve) => {
    let typed = '';
    lines.once('line', (line) => {
      typed = line;
      lines.close();
    });
    lines.once('close', () => {
      stderr.write('\n');
      resolve(typed);
    });
  });
}
