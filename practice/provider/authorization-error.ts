import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { authorizationErrorPage } from '../portal/authorization-error-page.ts';
import { PAGE_HEADERS } from '../portal/page-headers.ts';

/** Errors that must not be sent to an unproven redirect URI are shown on a page (RFC 6749 section 4.1.2.1). */
export function showAuthorizationError(ctx: KoaContextWithOIDC, out: ErrorOut) {
  ctx.status = 400;
  ctx.type = 'html';
  ctx.set(PAGE_HEADERS);
  ctx.body = authorizationErrorPage(out.error, out.error_description ?? '').text;
}
