import type { GrantType } from '@/lib/accounts/schema';
import type { TokenRecord } from '@/lib/accounts/to-view';
import type { TokenView } from '@/lib/accounts/view';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import type { Store } from '@/lib/db/store';
import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import { openAccessToken } from '@/lib/tokens/open';

const DAY_MS = 86_400_000;

/** What of a token may be shown without a reveal. The token is opened here and goes no further. @throws AppError account_quarantined */
export async function toTokenView(store: Store, row: TokenRecord, grantType: GrantType): Promise<TokenView> {
  const accessToken = await openAccessToken(store, row);
  const jwt = decodeJwt(accessToken);
  const claimed = jwt && scopesOf(jwt.claims);
  const consentEndsAt =
    row.consentedAt && row.refreshTokenSealed && grantType === 'authorization_code'
      ? new Date(row.consentedAt.getTime() + REFRESH_TOKEN_LIFETIME_DAYS * DAY_MS).toISOString()
      : null;
  return {
    preview: previewOf(accessToken),
    obtainedAt: row.obtainedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    expirySource: row.expirySource,
    hasRefreshToken: row.refreshTokenSealed !== null,
    consentEndsAt,
    grantedScopes: claimed ?? row.responseScopes,
    grantedSource: claimed ? 'token' : row.responseScopes ? 'response' : 'unknown',
    header: jwt?.header ?? null,
    claims: jwt?.claims ?? null,
  };
}

/** First nine and last four characters, and only of a token so long that they tell nothing. */
function previewOf(token: string): TokenView['preview'] {
  const isLong = token.length >= 64;
  return { start: isLong ? token.slice(0, 9) : '', end: isLong ? token.slice(-4) : '', length: token.length };
}
