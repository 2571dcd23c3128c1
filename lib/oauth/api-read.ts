import { AppError, type Trace } from '@/lib/errors';
import { describeText, mediaType } from '@/lib/oauth/json-answer';
import type { Outbound, OutboundAnswer } from '@/lib/oauth/outbound';
import { readWords } from '@/lib/oauth/refused-answer';
import { readRetryAfter } from '@/lib/oauth/retry-after';
import type { Clock } from '@/lib/oauth/types';

interface ReadRequest {
  origin: string;
  /** Path and query below the origin, for example `/api/departments?limit=1`. */
  path: string;
  accessToken: string;
  outbound: Outbound;
  clock: Clock;
  signal: AbortSignal;
}

export interface ApiRead {
  status: number;
  /** Rows of a list; null when the answer is no list. */
  rows: number | null;
  trace: Trace;
  retryAfterSeconds: number | null;
}

/**
 * One GET of the instance's API with the token as bearer (RFC 6750 §2.1), which goes to that instance and nowhere else.
 * Refusals (401, 403, 404, 429, 5xx) are results here, not errors.
 * @throws AppError answer_not_json for a 200 of another kind (Coupa answers HTML and XML at times), answer_truncated, those of the outbound guard
 */
export async function readApi({
  origin,
  path,
  accessToken,
  outbound,
  clock,
  signal,
}: ReadRequest): Promise<ApiRead> {
  const answer = await outbound.send({
    method: 'GET',
    url: belowOrigin(origin, path),
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
    sent: { Accept: 'application/json', Authorization: 'Bearer, token hidden' },
    signal,
  });
  const { status, headers } = answer;
  const trace = status < 400 ? answer.trace : { ...answer.trace, ...readWords(answer, [accessToken]) };
  const retryAfterSeconds = readRetryAfter(headers['retry-after'] ?? null, clock.now());
  return { status, rows: status === 200 ? countRows(answer) : null, trace, retryAfterSeconds };
}

/** @throws AppError instance_not_allowed for a path that would lead to another host, `//evil.example` for one */
function belowOrigin(origin: string, path: string): string {
  const url = path.startsWith('/') ? URL.parse(path, origin) : null;
  if (url?.origin !== origin) {
    throw new AppError('instance_not_allowed', { facts: { host: url?.host ?? '' } });
  }
  return url.href;
}

function countRows({ text, headers, status, trace }: OutboundAnswer): number | null {
  const contentType = mediaType(headers['content-type']);
  const facts = { host: new URL(trace.url).host, status, contentType, looksLike: describeText(text) };
  if (contentType !== 'application/json')
    throw new AppError('answer_not_json', { facts, trace, retryable: true });
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.length : null;
  } catch {
    throw new AppError('answer_truncated', { facts, trace, retryable: true });
  }
}
