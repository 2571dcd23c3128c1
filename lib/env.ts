import path from 'node:path';
import { z } from 'zod';

/** Where everything that depends on the machine is read, once and checked. Nothing else looks at `process.env`. */

const port = z.coerce.number().int().min(1).max(65535);
const hostAndPort = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i;

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  KEYS_FILE: z.string().min(1).optional(),
  KEYS_PROVIDER: z.enum(['file', 'vault']).default('file'),
  VAULT_ADDR: z.url({ protocol: /^https?$/ }).optional(),
  VAULT_TOKEN: z.string().min(1).optional(),
  VAULT_TOKEN_FILE: z.string().min(1).optional(),
  VAULT_TRANSIT_KEY: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .default('coupa-account-wizard'),
  VAULT_NAMESPACE: z.string().min(1).optional(),
  INSTANCE_HOSTS: z.string().default(''),
  PRACTICE: z.enum(['on', 'off']).optional(),
  PRACTICE_PORT: port.default(4000),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60).default('your company account'),
  PASSWORDS: z.enum(['on', 'off']).default('on'),
  SECOND_FACTOR: z.enum(['required', 'optional']).optional(),
  JOBS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info']).default('info'),
  ALERT_HOSTS: z.string().default(''),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_URL_FILE: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).max(320).optional(),
  AUDIT_RETENTION_DAYS: z.coerce.number().int().min(30).max(3650).default(730),
});

export interface Env {
  port: number;
  host: string;
  /** Public origin. Redirect URIs and Host checks come from it, never from a header. */
  appUrl: string;
  isHttps: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  keysFile: string;
  /** HashiCorp Vault, where it protects the keys of the key file; null while the file itself does. */
  vault: VaultEnv | null;
  /** Hosts allowed besides Coupa's own, `host[:port]`, the practice instance among them while it runs. */
  instanceHosts: string[];
  practiceOrigin: string | null;
  practicePort: number;
  /** The company's sign-in; null without one. */
  company: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  arePasswordsOn: boolean;
  /** Nobody works here with a password alone. Default: wherever other people could reach the service. */
  isSecondFactorRequired: boolean;
  auditRetentionDays: number;
  /** Renewals, probes and deliveries run in this process. Off where worker processes do it. */
  areJobsOn: boolean;
  /** The least level that the log writes. */
  logLevel: 'error' | 'warn' | 'info';
  /** `host[:port]` in the own network that webhooks may go to. */
  alertHosts: string[];
  /** The mail server; null without one. */
  mail: { url: { value: string } | { file: string }; from: string } | null;
}

export interface VaultEnv {
  /** Origin of the Vault server. */
  address: string;
  /** Name of the key of the transit engine. */
  transitKey: string;
  namespace: string | null;
  /** The token itself, or the file that holds it. */
  token: { value: string } | { file: string };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
export const isLoopbackHost = (hostname: string) => LOOPBACK.has(hostname);

/** The machine behind a PostgreSQL address, by the rules of the pg package: a parameter `host` counts, the last one, before the host. */
export function isDatabaseRemote(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = decodeURIComponent(searchParams.getAll('host').at(-1) || hostname || 'localhost');
  return !host.startsWith('/') && host !== '::1' && !isLoopbackHost(host);
}

/** What pg takes for "no TLS", "perhaps TLS" or "TLS with anybody". */
const UNSAFE_SSL = /^(disable|allow|prefer|no-verify|0|false)$/i;

function requireSecureDatabase(databaseUrl: string | undefined) {
  if (!databaseUrl || !isDatabaseRemote(databaseUrl)) return;
  const { searchParams } = new URL(databaseUrl);
  const unsafe = ['sslmode', 'ssl'].find((name) =>
    searchParams.getAll(name).some((value) => UNSAFE_SSL.test(value)),
  );
  if (unsafe)
    throw new Error(
      `DATABASE_URL names another machine and says ${unsafe}=${searchParams.get(unsafe)}. Leave ${unsafe} out: the connection is encrypted and its certificate checked. The file of an authority of your own goes into sslrootcert.`,
    );
}

/** Passwords that installers, images and examples come with. */
const KNOWN_PASSWORDS = ['postgres', 'password', 'admin', 'root', 'changeme', 'secret', 'example'];

/** A trial of both on one's own machine may have one; anything that others could reach may not. */
function requireOwnDatabasePassword(databaseUrl: string | undefined, appUrl: URL) {
  if (!databaseUrl) return;
  if (isLoopbackHost(appUrl.hostname) && !isDatabaseRemote(databaseUrl)) return;
  const { username, password, searchParams } = new URL(databaseUrl);
  const given = decodeURIComponent(searchParams.get('password') ?? password).toLowerCase();
  const user = decodeURIComponent(searchParams.get('user') ?? username).toLowerCase();
  if (given !== '' && (given === user || KNOWN_PASSWORDS.includes(given)))
    throw new Error(
      'DATABASE_URL carries a password that everybody knows. Give the role of this service one of its own.',
    );
}

/** Reads and checks the configuration. Throws an Error whose message names each variable and what is wrong with it. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty variable in a Compose file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration cannot be used. ${problems.join('. ')}.`);
  }
  const values = parsed.data;
  const appUrl = new URL(values.APP_URL ?? `http://localhost:${values.PORT}`);
  if (appUrl.protocol === 'http:' && !isLoopbackHost(appUrl.hostname)) {
    throw new Error(
      `APP_URL is ${appUrl.origin}. It must start with https:// unless it is this machine's own localhost.`,
    );
  }
  const extra = readHosts('INSTANCE_HOSTS', values.INSTANCE_HOSTS);
  const practiceOn = (values.PRACTICE ?? (isLoopbackHost(appUrl.hostname) ? 'on' : 'off')) === 'on';
  const practiceHost = `localhost:${values.PRACTICE_PORT}`;
  requireSecureDatabase(values.DATABASE_URL);
  requireOwnDatabasePassword(values.DATABASE_URL, appUrl);
  const dataDir = path.resolve(values.DATA_DIR);
  const company = readCompany(values);
  if (values.PASSWORDS === 'off' && !company)
    throw new Error(
      'PASSWORDS is off, but no company sign-in is set up. Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or nobody could sign in.',
    );
  return {
    port: values.PORT,
    host: values.HOST,
    appUrl: appUrl.origin,
    isHttps: appUrl.protocol === 'https:',
    dataDir,
    databaseUrl: values.DATABASE_URL,
    keysFile: values.KEYS_FILE ? path.resolve(values.KEYS_FILE) : path.join(dataDir, 'keys'),
    vault: readVault(values),
    instanceHosts: practiceOn ? [...extra, practiceHost] : extra,
    practiceOrigin: practiceOn ? `http://${practiceHost}` : null,
    practicePort: values.PRACTICE_PORT,
    company,
    arePasswordsOn: values.PASSWORDS === 'on',
    isSecondFactorRequired:
      (values.SECOND_FACTOR ?? (isLoopbackHost(appUrl.hostname) ? 'optional' : 'required')) === 'required',
    auditRetentionDays: values.AUDIT_RETENTION_DAYS,
    areJobsOn: values.JOBS === 'on',
    logLevel: values.LOG_LEVEL,
    alertHosts: readHosts('ALERT_HOSTS', values.ALERT_HOSTS),
    mail: readMail(values),
  };
}

function readHosts(name: string, list: string): string[] {
  const hosts = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);
  const odd = hosts.find((entry) => !hostAndPort.test(entry));
  if (odd) throw new Error(`${name} contains "${odd}". Write host or host:port, separated by commas.`);
  return hosts;
}

function readMail(values: z.output<typeof schema>): Env['mail'] {
  const { SMTP_URL: value, SMTP_URL_FILE: file, MAIL_FROM: from } = values;
  if (!value && !file && !from) return null;
  if (!from || (value === undefined) === (file === undefined))
    throw new Error('For e-mail set MAIL_FROM, and either SMTP_URL or SMTP_URL_FILE.');
  return { url: file ? { file: path.resolve(file) } : { value: String(value) }, from };
}

function readCompany(values: z.output<typeof schema>): Env['company'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new Error(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.',
    );
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !isLoopbackHost(hostname))
    throw new Error(
      `OIDC_ISSUER is ${issuer}. It must start with https:// unless it is this machine's own localhost.`,
    );
  return { issuer, clientId, clientSecret, name: values.OIDC_NAME };
}

function readVault(values: z.output<typeof schema>): VaultEnv | null {
  if (values.KEYS_PROVIDER !== 'vault') return null;
  const { VAULT_ADDR, VAULT_TOKEN, VAULT_TOKEN_FILE } = values;
  if (!VAULT_ADDR || (VAULT_TOKEN === undefined) === (VAULT_TOKEN_FILE === undefined))
    throw new Error('KEYS_PROVIDER is vault: set VAULT_ADDR, and either VAULT_TOKEN_FILE or VAULT_TOKEN.');
  const { origin, protocol, hostname } = new URL(VAULT_ADDR);
  if (protocol === 'http:' && !isLoopbackHost(hostname))
    throw new Error(
      `VAULT_ADDR is ${origin}. It must start with https:// unless it is this machine's own localhost.`,
    );
  return {
    address: origin,
    transitKey: values.VAULT_TRANSIT_KEY,
    namespace: values.VAULT_NAMESPACE ?? null,
    token: VAULT_TOKEN_FILE ? { file: path.resolve(VAULT_TOKEN_FILE) } : { value: String(VAULT_TOKEN) },
  };
}

let known: Env | undefined;
/** The configuration of this process, read on first use so that a build needs none. */
export function env(): Env {
  known ??= readEnv();
  return known;
}
