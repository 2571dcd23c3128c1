#!/usr/bin/env node
import { Failure } from './failure.mjs';
import { fetchToken } from './fetch-token.mjs';
import { formatToken } from './format-token.mjs';
import { HELP } from './help.mjs';
import { readOptions } from './read-options.mjs';

/** `npx coupa-token`: prints the token in use of an account. Plain JavaScript without packages, for any Node from 20 on. */
try {
  const options = readOptions(process.argv.slice(2), process.env);
  const text = options.isHelp ? HELP : formatToken(await fetchToken(options), options.form);
  process.stdout.write(text);
} catch (error) {
  const failure = error instanceof Failure ? error : new Failure(1, 'It failed in a way that it should not.');
  process.stderr.write(`coupa-token: ${failure.message}\n`);
  process.exitCode = failure.exitCode;
}
