import { AppError, type ErrorCode } from '@/lib/errors';
import { mediaType } from '@/lib/oauth/json-answer';
import type { OutboundAnswer } from '@/lib/oauth/outbound';
import { readRetryAfter } from '@/lib/oauth/retry-after';
import { cleanServerText } from '@/lib/oauth/server-text';

/** `error` values of a token endpoint (RFC 6749 §5.2) that the product has words for. */
const KNOWN = new Set<ErrorCode>([
  ...(['invalid_client', 'invalid_scope', 'invalid_grant', 'invalid_request'] as const),
  ...(['unauthorized_client', 'unsupported_grant_type'] as const),
]);
const TEMPORARY = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

interface ServerWords {
  error?: string;
  errorDescription?: string;
}

/**
 * What a token endpoint means by an answer that is no grant; null for a 200 without `error`. The code is taken from wherever it
 * stands: the body, `WWW-Authenticate` (as Doorkeeper does), or, when there is none, from the status alone.
 */
export function readRefusal(answer: OutboundAnswer, secrets: readonly string[], now: Date): AppError | null {
  const { status, headers } = answer;
  const words = readWords(answer, secrets);
  const { error } = words;
  if (status === 200 && error === undefined) return null;
  const trace = { ...answer.trace, ...words };
  const facts = {
    host: new URL(trace.url).host,
    status,
    ...(error && { error }),
    ...(words.errorDescription && { description: words.errorDescription }),
    ...(!error && { contentType: mediaType(headers['content-type']) }),
  };
  const code = status === 429 ? 'rate_limited' : codeFor(status, error);
  const isWait = code === 'rate_limited' || code === 'endpoint_server_error';
  const retryAfterSeconds = isWait ? readRetryAfter(headers['retry-after'] ?? null, now) : null;
  const known = retryAfterSeconds === null ? facts : { ...facts, retryAfterSeconds };
  return new AppError(code, { retryable: isWait || code === 'answer_invalid', facts: known, trace });
}

function codeFor(status: number, error: string | undefined): ErrorCode {
  // A server in trouble may say anything: nothing that it says then is final.
  if (status >= 500 || status === 408 || status === 425) return 'endpoint_server_error';
  if (error !== undefined) {
    if (TEMPORARY.has(error)) return 'endpoint_server_error';
    return isKnown(error) ? error : 'oauth_error';
  }
  // Some servers refuse a wrong secret with a bare status.
  if (status === 401 || status === 403) return 'invalid_client';
  if (status === 404 || status === 405 || status === 410) return 'endpoint_not_found';
  return status >= 400 ? 'oauth_error' : 'answer_invalid';
}

const isKnown = (error: string): error is ErrorCode => KNOWN.has(error as ErrorCode);

/** The server's own words, cleaned. `error_uri` is left where it is: nobody should follow a link out of an error. */
export function readWords(
  { status, headers, text }: OutboundAnswer,
  secrets: readonly string[],
): ServerWords {
  const body = parseObject(text);
  const challenge = status >= 400 ? (headers['www-authenticate'] ?? '') : '';
  const said = (name: string) => {
    const value = body[name] ?? parameterOf(challenge, name);
    return typeof value === 'string' && value.trim() !== '' ? cleanServerText(value, secrets) : undefined;
  };
  const error = said('error') ?? (isOddError(body.error) ? 'unnamed' : undefined);
  const errorDescription = said('error_description');
  return { ...(error && { error }), ...(errorDescription && { errorDescription }) };
}

/** `"error": {…}` or `"error": 1`: still a refusal, though not one of RFC 6749. */
const isOddError = (error: unknown) =>
  error !== undefined && error !== null && error !== '' && error !== false;

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A quoted or bare auth-param of a challenge (RFC 9110 §11.2). */
function parameterOf(challenge: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s,])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(
    challenge,
  );
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}
