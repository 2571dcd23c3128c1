import type { GrantType } from '@/lib/accounts/schema';
import type { TokenRecord } from '@/lib/accounts/to-view';
import type { TokenView } from '@/lib/accounts/view';
import type { Store } from '@/lib/db/store';
import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import { consentEndsAt } from '@/lib/planner/consent-end';
import { openAccessToken } from '@/lib/tokens/open';

/** What of a token may be shown without a reveal. The token is opened here and goes no further. @throws AppError account_quarantined */
export async function toTokenView(store: Store, row: TokenRecord, grantType: GrantType): Promise<TokenView> {
  const accessToken = await openAccessToken(store, row);
  const jwt = decodeJwt(accessToken);
  const claimed = jwt && scopesOf(jwt.claims);
  const restsOnConsent = row.refreshTokenSealed && grantType === 'authorization_code';
  return {
    preview: previewOf(accessToken),
    obtainedAt: row.obtainedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    expirySource: row.expirySource,
    hasRefreshToken: row.refreshTokenSealed !== null,
    consentEndsAt: row.consentedAt && restsOnConsent ? consentEndsAt(row.consentedAt).toISOString() : null,
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
