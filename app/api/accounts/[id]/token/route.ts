import { loadAccount } from '@/lib/accounts/data';
import { hasCurrentToken } from '@/lib/accounts/to-view';
import { noteTokenRead } from '@/lib/door/api-key-token-read';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { requireUsable } from '@/lib/keys/quarantined';
import { openAccessToken } from '@/lib/tokens/open';

/**
 * The access token in use, for programs: named and shaped as in RFC 6749 §5.1, without the refresh token.
 * Only keys read it here. A person's way to a token is Reveal, which asks who they are.
 */
export const GET = guarded(
  { role: 'viewer', apiKey: 'token:read', params: accountParams },
  async ({ person, params }) => {
    if (!person.apiKey) throw new AppError('forbidden', { facts: { reason: 'keys-only' } });
    const { store, appUrl, clock } = await requestContext();
    const { account, token } = await loadAccount(store, params.id);
    if (account.deletedAt) throw new AppError('not_found');
    requireUsable(account);
    if (!token || !hasCurrentToken(account, token, appUrl))
      throw new AppError('step_not_ready', { facts: { reason: 'no-token' } });
    const expiresAt = token.expiresAt.toISOString();
    const expiresInSeconds = Math.floor((token.expiresAt.getTime() - clock.now().getTime()) / 1000);
    if (expiresInSeconds < 1) throw new AppError('token_expired', { facts: { expiredAt: expiresAt } });
    const accessToken = await openAccessToken(store, token);
    await noteTokenRead(store, person, token);
    return jsonResponse({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      expires_at: expiresAt,
    });
  },
);
