import { AsyncLocalStorage } from 'node:async_hooks';
import { trace } from '@opentelemetry/api';
import { processWide } from './process-wide.ts';

/** Plain facts of an event: never an answer's body, a token or a secret. An error is told by its name and code only. */
type Facts = Record<string, string | number | boolean | null | undefined | Error>;

const MAX_LENGTH = 500;
const HIDDEN = 'hidden';
/** What a name says is secret is not written, whatever stands in it. */
const SECRET_NAME = /secret|passw|passphrase|token|cookie|authorization|bearer|verifier|nonce|sealed|otp/i;
/** What looks like a secret is not written, whatever it is called: a JWT, a bearer token, a key of ours, a parameter of an address. */
const SECRET_LOOK =
  /eyJ[\w-]{5,}\.[\w.-]+|\bBearer\s+\S+|\bcaw_[\w-]+|(?<=[?&;](?:token|code|state|access_token|refresh_token|id_token|client_secret|password|code_verifier)=)[^&\s#]+/gi;
/** JSON escapes what is below a blank; these end a line or turn it round for some readers. */
const ODD = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escapeOdd = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

function safeValue(name: string, value: Facts[string]) {
  if (value instanceof Error) return errorWords(value);
  if (typeof value !== 'string') return value;
  return SECRET_NAME.test(name) ? HIDDEN : value.slice(0, MAX_LENGTH).replace(SECRET_LOOK, HIDDEN);
}

/** A message may carry parameters of a query or what somebody typed; name and code are ours or the library's. */
function errorWords(error: Error): string {
  const codes = [error, error.cause].map((each) => (each as { code?: unknown } | undefined)?.code);
  return [error.name, ...codes.filter((code) => code !== undefined)].join(' ');
}

/** One event as one line of JSON: whatever its facts hold, they can neither end the line nor start another. */
export function logLine(at: Date, level: LogLevel, event: string, facts: Facts): string {
  const safe = Object.entries(facts).map(([name, value]) => [name, safeValue(name, value)]);
  const own = { at: at.toISOString(), level, event };
  // Twice, so that they come first and no fact can take their place.
  const line = JSON.stringify({ ...own, ...Object.fromEntries(safe), ...own });
  return `${line.replace(ODD, escapeOdd)}\n`;
}

const LEVELS = ['error', 'warn', 'info'] as const;
export type LogLevel = (typeof LEVELS)[number];

const settings = () =>
  processWide('log', () => ({ least: 'info' as LogLevel, requests: new AsyncLocalStorage<string>() }));

/** Lines below this level are left out; `info` writes all. */
export function setLogLevel(level: LogLevel): void {
  settings().least = level;
}

/** Lines that are written while a request is answered carry its id, so that they can be read together. */
export const withRequestId = <T>(id: string, answer: () => T): T => settings().requests.run(id, answer);

/** Of the request and of the span in which the line is written, where there are any. */
function ids(): Facts {
  const request = settings().requests.getStore();
  const span = trace.getActiveSpan()?.spanContext();
  return { ...(request && { request }), ...(span && { trace: span.traceId, span: span.spanId }) };
}

function write(level: LogLevel, event: string, facts: Facts): void {
  if (LEVELS.indexOf(level) > LEVELS.indexOf(settings().least)) return;
  process.stderr.write(logLine(new Date(), level, event, { ...facts, ...ids() }));
}

/** The service's log: one JSON line an event on standard error, and nowhere else. */
export const log = {
  info: (event: string, facts: Facts = {}) => write('info', event, facts),
  warn: (event: string, facts: Facts = {}) => write('warn', event, facts),
  error: (event: string, facts: Facts = {}) => write('error', event, facts),
};
