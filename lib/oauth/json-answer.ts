import { AppError } from '@/lib/errors';
import type { OutboundAnswer } from '@/lib/oauth/outbound';

/**
 * The JSON object of an answer. Stricter than JSON.parse: no member twice (RFC 8259 §4 leaves open which one counts,
 * so two readers could see two tokens) and no `__proto__`.
 * @throws AppError answer_not_json, answer_truncated, answer_invalid
 */
export function readJsonObject({ text, headers, status, trace }: OutboundAnswer): Record<string, unknown> {
  const contentType = mediaType(headers['content-type']);
  const facts = { host: new URL(trace.url).host, status, contentType };
  const fail = (code: 'answer_not_json' | 'answer_truncated' | 'answer_invalid', more = {}) =>
    new AppError(code, { retryable: true, facts: { ...facts, ...more }, trace });

  if (contentType !== 'application/json') throw fail('answer_not_json', { looksLike: describeText(text) });
  const value = parse(text);
  if (value === undefined) {
    throw isCut(text) ? fail('answer_truncated') : fail('answer_not_json', { looksLike: describeText(text) });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fail('answer_invalid', { reason: 'it is no object' });
  }
  const keys = memberNames(text);
  if (new Set(keys).size !== keys.length)
    throw fail('answer_invalid', { reason: 'a member stands in it twice' });
  if (keys.includes('__proto__'))
    throw fail('answer_invalid', { reason: 'it has a member called __proto__' });
  return value as Record<string, unknown>;
}

/** Type without parameters, lower case; "none" when the header is missing. */
export const mediaType = (header: string | undefined) =>
  header?.split(';')[0]?.trim().toLowerCase() || 'none';

/** What a text is that should have been JSON, as far as it can be told: the words differ for a sign-in page. */
export function describeText(text: string): 'nothing' | 'sign-in-page' | 'web-page' | 'xml' | 'text' {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return 'nothing';
  if (/^<!doctype html|<html/.test(start)) {
    return /type=["']?password|sign[ -]?in|log[ -]?in/i.test(text) ? 'sign-in-page' : 'web-page';
  }
  return start.startsWith('<') ? 'xml' : 'text';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,"]/gs;

/** An object or list that was begun and not ended. */
function isCut(text: string): boolean {
  const depth = (text.match(TOKENS) ?? []).reduce(
    (sum, token) => sum + (/^[{[]$/.test(token) ? 1 : /^[}\]]$/.test(token) ? -1 : 0),
    0,
  );
  return text.trim() === '' || depth > 0;
}

/** Names of the outermost object's members, in order and with repetitions. The text is known to be valid JSON. */
function memberNames(text: string): string[] {
  const tokens = text.match(TOKENS) ?? [];
  const names: string[] = [];
  let depth = 0;
  tokens.forEach((token, index) => {
    if (/^[{[]$/.test(token)) depth += 1;
    else if (/^[}\]]$/.test(token)) depth -= 1;
    else if (depth === 1 && tokens[index + 1] === ':') names.push(JSON.parse(token));
  });
  return names;
}
