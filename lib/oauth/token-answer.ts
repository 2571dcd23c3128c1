import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { readJsonObject } from '@/lib/oauth/json-answer';
import type { OutboundAnswer } from '@/lib/oauth/outbound';

/** Coupa documents 24 hours; assumed, and said so, where an answer names no lifetime. */
const DEFAULT_LIFETIME_SECONDS = 86_400;
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 90 * 86_400;
const MAX_TOKEN_LENGTH = 65_536;

/** RFC 6750 §2.1: what may stand in an Authorization header after `Bearer`. */
const b64token = z
  .string()
  .max(MAX_TOKEN_LENGTH)
  .regex(/^[A-Za-z0-9._~+/-]+=*$/);
/** RFC 6749 appendix A: VSCHAR. */
const visible = z
  .string()
  .max(MAX_TOKEN_LENGTH)
  .regex(/^[\x20-\x7e]+$/);
const jwt = z
  .string()
  .max(MAX_TOKEN_LENGTH)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]*$/);

const schema = z.object({
  access_token: b64token,
  /** Case-insensitive (RFC 6749 §5.1); DPoP and mac were not asked for. */
  token_type: z.string().regex(/^bearer$/i),
  refresh_token: visible.optional(),
  id_token: jwt.optional(),
  scope: z.string().max(MAX_TOKEN_LENGTH).optional(),
});

const REASONS: Record<string, string> = {
  access_token: 'its access_token is missing or has characters that no token has',
  token_type: 'its token_type is not bearer',
  refresh_token: 'its refresh_token cannot be used',
  id_token: 'its id_token is no JWT',
  scope: 'its scope is no text',
};

export interface TokenAnswer {
  accessToken: string;
  refreshToken: string | null;
  idToken: string | null;
  expiresInSeconds: number;
  expirySource: 'response' | 'default';
  responseScopes: string[] | null;
}

/**
 * Parses a 200 of the token endpoint (RFC 6749 §5.1) strictly. Members that are null count as absent: Coupa sends `"scope": null`.
 * @throws AppError answer_not_json, answer_truncated, answer_invalid (facts.member), answer_no_expiry
 */
export function readTokenAnswer(answer: OutboundAnswer): TokenAnswer {
  const members = Object.entries(readJsonObject(answer)).filter(([, value]) => value !== null);
  const { trace, status } = answer;
  const facts = { host: new URL(trace.url).host, status };
  const json = Object.fromEntries(members);
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const member = String(parsed.error.issues[0]?.path[0] ?? '');
    throw new AppError('answer_invalid', {
      retryable: true,
      facts: { ...facts, reason: REASONS[member] ?? member, member },
      trace,
    });
  }
  const lifetime = readLifetime(json.expires_in);
  if (!lifetime) {
    const expiresIn = (JSON.stringify(json.expires_in) ?? '').slice(0, 40);
    throw new AppError('answer_no_expiry', { retryable: true, facts: { ...facts, expiresIn }, trace });
  }
  const { access_token, refresh_token, id_token, scope } = parsed.data;
  const scopes = scope?.split(/\s+/).filter(Boolean) ?? [];
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    idToken: id_token ?? null,
    ...lifetime,
    responseScopes: scopes.length > 0 ? [...new Set(scopes)] : null,
  };
}

/** The refresh token of an answer that `readTokenAnswer` refused for something else in it; null when there is none to use. */
export function findRefreshToken(answer: OutboundAnswer): string | null {
  try {
    return visible.safeParse(readJsonObject(answer).refresh_token).data ?? null;
  } catch {
    return null;
  }
}

/** Null for a lifetime that cannot be meant: zero, negative, no number. Too short and too long ones are brought into range. */
function readLifetime(expiresIn: unknown): Pick<TokenAnswer, 'expiresInSeconds' | 'expirySource'> | null {
  if (expiresIn === undefined) {
    return { expiresInSeconds: DEFAULT_LIFETIME_SECONDS, expirySource: 'default' };
  }
  const isNumber =
    typeof expiresIn === 'number' || (typeof expiresIn === 'string' && /^\d+$/.test(expiresIn));
  const seconds = isNumber ? Math.floor(Number(expiresIn)) : Number.NaN;
  if (!(seconds > 0)) return null;
  const expiresInSeconds = Math.min(Math.max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS);
  return { expiresInSeconds, expirySource: 'response' };
}
