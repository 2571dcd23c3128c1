import { AppError } from '@/lib/errors';
import { cleanServerText } from '@/lib/oauth/server-text';

export type CallbackAnswer =
  | { kind: 'error'; state: string | null; error: string; description: string | null }
  | { kind: 'code'; state: string | null };

/** RFC 6749 §3.1: no parameter more than once. Which of two would count is anybody's guess, and an attacker's choice. */
const ONCE = ['code', 'state', 'error', 'error_description', 'iss'];
/** Answers to requests that we never make: implicit, hybrid, JARM. */
const NEVER = ['access_token', 'id_token', 'token', 'response'];
const MAX_QUERY_LENGTH = 16_384;

/**
 * Reads what Coupa sent the browser back with, RFC 6749 §4.1.2. An error wins over a code. Its words are cleaned and cut;
 * `error_uri` is not read.
 * @throws AppError callback_malformed
 */
export function readCallback(url: URL): CallbackAnswer {
  const parameters = url.searchParams;
  const isMalformed =
    url.search.length > MAX_QUERY_LENGTH ||
    ONCE.some((name) => parameters.getAll(name).length > 1) ||
    NEVER.some((name) => parameters.has(name));
  if (isMalformed) throw new AppError('callback_malformed');
  const state = parameters.get('state') || null;
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (error !== null) {
    const secrets = [code, state].filter((secret) => secret !== null);
    const description = cleanServerText(parameters.get('error_description') ?? '', secrets) || null;
    return { kind: 'error', state, error: cleanServerText(error, secrets) || 'unnamed', description };
  }
  if (!code) throw new AppError('callback_malformed');
  return { kind: 'code', state };
}
