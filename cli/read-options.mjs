import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Failure, USAGE } from './failure.mjs';

const OPTIONS = {
  url: { type: 'string' },
  account: { type: 'string' },
  'min-ttl': { type: 'string', default: '60' },
  wait: { type: 'string', default: '30' },
  header: { type: 'boolean' },
  json: { type: 'boolean' },
  env: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Everything that the program was told, checked. @throws Failure */
export function readOptions(args, environment) {
  const given = parse(args);
  if (given.help) return { isHelp: true };
  return {
    isHelp: false,
    origin: readOrigin(given.url ?? environment.COUPA_WIZARD_URL),
    accountId: readAccount(given.account ?? environment.COUPA_WIZARD_ACCOUNT),
    minTtlSeconds: readSeconds('--min-ttl', given['min-ttl'], 72_000),
    longestWaitSeconds: readSeconds('--wait', given.wait, 60),
    form: readForm(given),
    key: readKey(environment),
  };
}

function parse(args) {
  // Said before anything else, and without repeating what was given.
  if (args.some((arg) => /^--?k(ey)?(=|$)/.test(arg) || arg.includes('caw_')))
    throw usage(
      'the key is never taken from the command line. Set COUPA_WIZARD_KEY or COUPA_WIZARD_KEY_FILE',
    );
  try {
    return parseArgs({ args, options: OPTIONS, strict: true }).values;
  } catch {
    throw usage('there is an option that it does not know, or one without its value');
  }
}

const usage = (words) => new Failure(USAGE, `${words}. See coupa-token --help.`);

function readOrigin(text) {
  if (!text) throw usage('--url or COUPA_WIZARD_URL is missing');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  if (!isBare || !['https:', 'http:'].includes(url.protocol))
    throw usage('the address of the wizard must be like https://wizard.example.com, without a path');
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname))
    throw usage('the address of the wizard must begin with https:// unless it is this machine');
  return url.origin;
}

function readAccount(text) {
  if (!text) throw usage('--account or COUPA_WIZARD_ACCOUNT is missing');
  if (!UUID.test(text))
    throw usage('the account is named by its id, as it stands in the address of its page');
  return text.toLowerCase();
}

function readSeconds(name, text, most) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > most)
    throw usage(`${name} takes whole seconds from 0 to ${most}`);
  return Number(text);
}

function readForm({ header, json, env }) {
  if ([header, json, env !== undefined].filter(Boolean).length > 1)
    throw usage('--header, --env and --json exclude each other');
  if (env !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(env))
    throw usage('--env takes the name of a variable: letters, digits and _');
  if (env !== undefined) return { kind: 'env', name: env };
  return { kind: header ? 'header' : json ? 'json' : 'token' };
}

function readKey({ COUPA_WIZARD_KEY: key, COUPA_WIZARD_KEY_FILE: file }) {
  if (key && file) throw usage('set COUPA_WIZARD_KEY or COUPA_WIZARD_KEY_FILE, not both');
  if (!key && !file) throw usage('COUPA_WIZARD_KEY and COUPA_WIZARD_KEY_FILE are missing');
  const text = (file ? readFile(file) : key).trim();
  if (!/^caw_[\w-]{49}$/.test(text))
    throw usage(`what stands in ${file ? 'the key file' : 'COUPA_WIZARD_KEY'} is no API key`);
  return text;
}

function readFile(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usage(`the file that COUPA_WIZARD_KEY_FILE names cannot be read (${error.code})`);
  }
}
