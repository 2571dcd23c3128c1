import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import { AppError, type Trace } from '@/lib/errors';
import { checkUrl } from '@/lib/oauth/allowed-url';
import { startDeadline } from '@/lib/oauth/deadline';
import { DESTINATIONS, type Limits } from '@/lib/oauth/destinations';
import { nameFailure } from '@/lib/oauth/failed-request';
import { makeAgent } from '@/lib/oauth/outbound-agent';
import { readBody } from '@/lib/oauth/read-body';
import { RequestRecord } from '@/lib/oauth/request-record';
import type { Clock } from '@/lib/oauth/types';

export interface OutboundRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** What the trace shows as sent; no secret in it. */
  sent: Record<string, string>;
  signal?: AbortSignal;
  /** Instead of the usual one. */
  deadlineMs?: number;
}

export interface OutboundAnswer {
  status: number;
  /** Lower-case names; of repeated headers the values are joined by commas. */
  headers: Record<string, string | undefined>;
  text: string;
  trace: Trace;
}

/** The only way out of this process to an instance. */
export interface Outbound {
  readonly clock: Clock;
  /**
   * Sends one request and reads the whole answer.
   * @throws AppError instance_not_allowed, instance_dns, instance_unreachable, instance_certificate, instance_timeout,
   * endpoint_redirected, answer_too_large, answer_truncated, answer_invalid; or the reason of an aborted `signal`
   */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
}

export interface OutboundOptions {
  /** Is this exactly the origin of an instance that may be called? */
  isAllowed(origin: string): boolean;
  /** `host[:port]` that may lie in the own network; plain http only for those that are this machine. */
  loopbackHosts: readonly string[];
  clock: Clock;
  /** Resolver, the system's by default. Whatever it answers is checked when connecting. */
  lookup?: LookupFunction;
  /** Those of a Coupa instance by default. */
  limits?: Limits;
}

export function createOutbound(options: OutboundOptions): Outbound {
  const { clock, lookup, limits = DESTINATIONS.instance.limits } = options;
  const agents = { usual: makeAgent(limits, false, lookup), listed: makeAgent(limits, true, lookup) };
  return {
    clock,
    async send(outgoing) {
      const { url, isListed } = checkUrl(outgoing.url, options);
      return sendOnce(outgoing, url, { dispatcher: isListed ? agents.listed : agents.usual, clock, limits });
    },
  };
}

interface Way {
  dispatcher: Dispatcher;
  clock: Clock;
  limits: Limits;
}

async function sendOnce(outgoing: OutboundRequest, url: URL, { dispatcher, clock, limits }: Way) {
  const { method, body, signal, deadlineMs = limits.deadlineMs } = outgoing;
  // A compressed answer could unfold to any size.
  const headers = { ...outgoing.headers, 'accept-encoding': 'identity' };
  const deadline = startDeadline(clock, deadlineMs, signal);
  const record = new RequestRecord(clock, { method, url: url.href, sent: outgoing.sent });
  let unread: Readable | undefined;
  try {
    const sent = { dispatcher, method, headers, body: body ?? null, signal: deadline.signal };
    const answer = await request(url, sent);
    // Destroyed unread it reports an abort, and an error that nobody listens to ends the process.
    unread = answer.body.on('error', () => undefined);
    const known = joinHeaders(answer.headers);
    record.noteAnswer(answer.statusCode, known.date);
    refuseRedirect(answer.statusCode, known.location, url);
    const text = await readBody(answer.body, known, url.host, limits.maxAnswerBytes);
    return { status: answer.statusCode, headers: known, text, trace: record.trace() };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw nameFailure(error, {
      host: url.host,
      trace: record.trace(),
      ...(deadline.isOver() && { deadlineMs }),
    });
  } finally {
    deadline.end();
    unread?.destroy();
  }
}

/** A redirect is never followed: the secret in the request would go wherever the answer points. */
function refuseRedirect(status: number, location: string | undefined, url: URL) {
  if (status < 300 || status > 399) return;
  const target = URL.parse(location ?? '', url);
  const facts = { host: url.host, status, ...(target && { location: target.host }) };
  throw new AppError('endpoint_redirected', { facts });
}

const joinHeaders = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
