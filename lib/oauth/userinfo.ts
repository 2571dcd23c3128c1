import { z } from 'zod';
import { AppError, type Trace } from '@/lib/errors';
import { REQUESTS } from '@/lib/oauth/destinations';
import { readJsonObject } from '@/lib/oauth/json-answer';
import type { Outbound, OutboundAnswer } from '@/lib/oauth/outbound';
import { readWords } from '@/lib/oauth/refused-answer';
import { cleanServerText } from '@/lib/oauth/server-text';

interface UserinfoRequest {
  /** From a discovery document of the instance itself, see `discoverEndpoints`. */
  endpoint: string;
  accessToken: string;
  /** `sub` of the ID token that came with this token. */
  subject: string;
  outbound: Outbound;
  signal: AbortSignal;
}

export interface Userinfo {
  /** What the person is called there, cleaned and cut; null when the instance does not say. */
  name: string | null;
  trace: Trace;
}

const schema = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
});

/**
 * Who the access token speaks for, OpenID Connect Core §5.3. One GET with the token in the Authorization header (RFC 6750 §2.1) and
 * never in a URL or body. Unless `sub` is exactly that of the ID token nothing of the answer is used (§5.3.2).
 * @throws AppError id_token_invalid for another `sub`, token_rejected for 401, scope_refused for 403, endpoint_server_error for other
 * statuses, answer_not_json (also for a signed answer, which is not asked for), answer_invalid, those of the outbound guard
 */
export async function readUserinfo(request: UserinfoRequest): Promise<Userinfo> {
  const { endpoint, accessToken, subject, outbound, signal } = request;
  const answer = await outbound.send({
    method: 'GET',
    url: endpoint,
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
    sent: { Accept: 'application/json', Authorization: 'Bearer, token hidden' },
    signal,
    deadlineMs: REQUESTS.userinfo.deadlineMs,
  });
  const { status, trace } = answer;
  const facts = { host: new URL(trace.url).host, status };
  if (status !== 200) throw refusal(answer, accessToken, facts);
  const parsed = schema.safeParse(readJsonObject(answer));
  if (!parsed.success) {
    throw new AppError('answer_invalid', {
      facts: { ...facts, reason: 'it does not say of whom it speaks' },
      trace,
    });
  }
  const { sub, name, preferred_username, email } = parsed.data;
  if (sub !== subject) throw new AppError('id_token_invalid', { facts: { ...facts, reason: 'sub' }, trace });
  const said = cleanServerText(name || preferred_username || email || '', [accessToken]);
  return { name: said || null, trace };
}

function refusal(answer: OutboundAnswer, accessToken: string, facts: { host: string; status: number }) {
  const trace = { ...answer.trace, ...readWords(answer, [accessToken]) };
  if (facts.status === 401) return new AppError('token_rejected', { facts, trace });
  if (facts.status === 403) return new AppError('scope_refused', { facts, trace });
  return new AppError('endpoint_server_error', { facts, trace, retryable: true });
}
