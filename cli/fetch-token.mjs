import { setTimeout as wait } from 'node:timers/promises';
import { Failure, REFUSED, TRY_LATER } from './failure.mjs';

/** Longer than the wizard waits for Coupa or for another process. */
const DEADLINE_MS = 60_000;
const LONGEST_ANSWER = 256 * 1024;

/**
 * The token, as the wizard answers it (RFC 6749 §5.1). Where it says that it will have one soon, it is asked once more.
 * @throws Failure
 */
export async function fetchToken(options) {
  const first = await ask(options);
  if (first.token) return first.token;
  const { retryAfterSeconds } = first;
  const isSoon = retryAfterSeconds !== null && retryAfterSeconds <= options.longestWaitSeconds;
  if (![429, 503].includes(first.status) || !isSoon) throw first.failure;
  await wait(retryAfterSeconds * 1000);
  const second = await ask(options);
  if (second.token) return second.token;
  throw second.failure;
}

async function ask({ origin, accountId, minTtlSeconds, key }) {
  const url = `${origin}/api/accounts/${accountId}/token?min_ttl=${minTtlSeconds}&format=json`;
  const headers = { Authorization: `Bearer ${key}`, Accept: 'application/json' };
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const { answer, text } = await send(url, { headers, redirect: 'manual', signal });
  if (answer.status === 200) return { token: readAnswer(text) };
  const retryAfterSeconds = readRetryAfter(answer.headers.get('retry-after'));
  const failure = failureOf(answer, text, { key, retryAfterSeconds });
  return { status: answer.status, retryAfterSeconds, failure };
}

async function send(url, init) {
  try {
    const answer = await fetch(url, init);
    return { answer, text: await readText(answer) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason =
      error?.name === 'TimeoutError' ? 'no answer in time' : (error?.cause?.code ?? 'connection failed');
    throw new Failure(TRY_LATER, `the wizard at ${new URL(url).origin} could not be reached (${reason}).`);
  }
}

async function readText(answer) {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Failure(REFUSED, 'the answer is too long to be a token.');
  }
  return text;
}

/** A token goes into headers and shells: nothing but visible ASCII is one (RFC 6749 appendix A.12). */
function readAnswer(text) {
  const body = parse(text);
  const isToken = typeof body?.access_token === 'string' && /^[\x21-\x7e]+$/.test(body.access_token);
  if (!isToken) throw new Failure(REFUSED, 'the answer is not a token. Is this the address of the wizard?');
  return body;
}

function failureOf({ status, headers }, text, { key, retryAfterSeconds }) {
  if (status >= 300 && status < 400)
    return new Failure(REFUSED, `the wizard answered ${status} with another address, which is not followed.`);
  const problem = headers.get('content-type')?.includes('json') ? parse(text) : null;
  const isLater = problem?.retryable === true || status === 429 || status >= 500;
  const words = [problem?.title, problem?.detail].filter((each) => typeof each === 'string').join('. ');
  const when = isLater && retryAfterSeconds !== null ? ` Try again in ${retryAfterSeconds} seconds.` : '';
  const code = typeof problem?.code === 'string' ? ` ${problem.code}` : '';
  return new Failure(
    isLater ? TRY_LATER : REFUSED,
    `${status}${code}${clean(words && `: ${words}`).replaceAll(key, '…')}${when}`,
  );
}

const clean = (text) => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 600);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** RFC 9110 §10.2.3: seconds or a date. */
function readRetryAfter(text) {
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
}
