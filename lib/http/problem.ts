import { explainError } from '@/lib/coupa/error-atlas';
import { AppError, type ErrorCode, type Trace } from '@/lib/errors';
import { log } from '@/lib/log';

/** RFC 9457 problem document: a stable code, and the words for it, so that curl reads as well as the wizard. */
export interface Problem {
  type: 'about:blank';
  status: number;
  code: ErrorCode;
  title: string;
  detail: string;
  /** Messages by field name, for a form. */
  fields?: Record<string, string>;
  facts?: Record<string, string | number | string[]>;
  trace?: Trace;
  retryable: boolean;
}

const HEADERS = { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' };

/** Turns whatever was thrown into an answer. Only an AppError's own facts leave; anything else is logged by name and called internal. */
export function problemResponse(error: unknown, extra: { fields?: Record<string, string> } = {}): Response {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  if (known.code === 'internal')
    log.error('request_failed', { name: nameOf(error), message: messageOf(error) });
  const { field, message } = known.facts;
  const { title, happened, httpStatus } = explainError(known.code, known.facts, { trace: known.trace });
  const problem: Problem = {
    type: 'about:blank',
    status: httpStatus,
    code: known.code,
    title,
    detail: happened,
    retryable: known.retryable,
    facts: known.facts,
    ...(known.trace && { trace: known.trace }),
    ...(typeof field === 'string' && { fields: { [field]: String(message) } }),
    ...extra,
  };
  return new Response(JSON.stringify(problem), {
    status: httpStatus,
    headers: { ...HEADERS, ...headersFor(known) },
  });
}

/** What the status itself asks for: RFC 9110 §11.6.1, RFC 6585 §4. */
function headersFor(error: AppError): Record<string, string> {
  const challenge = bearerChallenge(error);
  const { retryAfterSeconds } = error.facts;
  return {
    ...(challenge !== null && { 'WWW-Authenticate': challenge }),
    ...(typeof retryAfterSeconds === 'number' && { 'Retry-After': String(Math.ceil(retryAfterSeconds)) }),
  };
}

/** RFC 6750 §3.1. `apiKey` is there when one was given. Browsers show no dialog of their own for Bearer. */
function bearerChallenge({ code, facts }: AppError): string | null {
  if (code === 'not_signed_in') return facts.apiKey ? 'Bearer error="invalid_token"' : 'Bearer';
  if (code !== 'api_key_scope') return null;
  const scope = /^[a-z]+:[a-z]+$/.test(String(facts.needed)) ? `, scope="${facts.needed}"` : '';
  return `Bearer error="insufficient_scope"${scope}`;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
/** The first line, cut: enough to find the place, too little to carry a document. */
const messageOf = (error: unknown) =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : '';
