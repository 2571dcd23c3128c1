import { z } from 'zod';
import { noteTokenRead } from '@/lib/door/api-key-token-read';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { prefersText } from '@/lib/http/prefers-text';
import { shortWay } from '@/lib/http/short-way';
import { openAccessToken } from '@/lib/tokens/open';
import { readToken } from '@/lib/upkeep/read-token';
import { isNoneMatch } from '@/lib/upkeep/token-etags';

/** 20 hours, the age at which Coupa advises to renew: a token that must live longer than that could never be kept in use. */
const LONGEST_MIN_TTL_SECONDS = 72_000;
const MIN_TTL_WORDS = `Give whole seconds from 0 to ${LONGEST_MIN_TTL_SECONDS}.`;

const query = z.strictObject({
  min_ttl: z
    .string()
    .regex(/^\d{1,5}$/, MIN_TTL_WORDS)
    .transform(Number)
    .refine((seconds) => seconds <= LONGEST_MIN_TTL_SECONDS, MIN_TTL_WORDS)
    .default(60),
  format: z.enum(['json', 'text'], 'Give json or text.').optional(),
});

/**
 * RFC 6749 §5.1 asks for `no-store` and `Pragma`: nothing on the way may keep the token. That does not stand against the entity
 * tag. A tool that has the token in its own memory is no cache; it asks with the tag whether what it has is still the one in use.
 */
const HEADERS = { 'Cache-Control': 'no-store', Pragma: 'no-cache', Vary: 'Authorization, Accept' };
const TYPES = { json: 'application/json; charset=utf-8', text: 'text/plain; charset=utf-8' };

/**
 * The access token in use, for programs: named and shaped as in RFC 6749 §5.1, without the refresh token; or the bare token and a
 * line break. Only keys read it here. A person's way to a token is Reveal, which asks who they are.
 */
export const GET = guarded(
  { role: 'viewer', apiKey: 'token:read', params: accountParams, query },
  async ({ request, person, params, query: { min_ttl: minTtlSeconds, format: asked } }) => {
    if (!person.apiKey) throw new AppError('forbidden', { facts: { reason: 'keys-only' } });
    const context = await requestContext();
    const token = await readToken(context, params.id, { minTtlSeconds, by: person });
    const format = asked ?? (prefersText(request.headers.get('accept')) ? 'text' : 'json');
    const etag = token.etags[format];
    const headers = { ...HEADERS, ETag: etag };
    if (isNoneMatch(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers });
    const accessToken = await openAccessToken(context.store, token);
    // HEAD hands nothing out, and 304 nothing that was not handed out before.
    if (request.method === 'GET') await noteTokenRead(context.store, person, token);
    const body = format === 'text' ? `${accessToken}\n` : jsonBody(accessToken, token);
    return new Response(body, { headers: { ...headers, 'Content-Type': TYPES[format] } });
  },
);

shortWay('/api/accounts/[id]/token', GET);

const jsonBody = (accessToken: string, token: { expiresInSeconds: number; expiresAt: Date }) =>
  JSON.stringify({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: token.expiresInSeconds,
    expires_at: token.expiresAt.toISOString(),
  });
