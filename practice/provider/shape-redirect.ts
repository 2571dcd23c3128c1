import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { PAGE_HEADERS } from '../portal/page-headers.ts';
import { notFoundPage } from '../portal/plain-pages.ts';
import type { Store } from '../store/store.ts';

type Answer = Pick<
  KoaContextWithOIDC,
  'response' | 'redirect' | 'body' | 'status' | 'type' | 'set' | 'remove'
>;

/** The way back to the client: no RFC 9207 `iss` unless discovery is published (modelled). */
export function shapeAuthorizationRedirect(ctx: Answer, store: Store) {
  const location = URL.parse(ctx.response.get('location'));
  if (!location?.searchParams.has('iss')) return;
  if (store.isFaultOn('callback-404') && location.searchParams.has('code')) return showNotFound(ctx);
  if (!store.isFaultOn('discovery-published')) location.searchParams.delete('iss');
  if (store.isFaultOn('wrong-state') && location.searchParams.has('state')) {
    location.searchParams.set('state', randomBytes(16).toString('hex'));
  }
  ctx.redirect(location.href);
  ctx.body = '';
}

function showNotFound(ctx: Answer) {
  ctx.remove('Location');
  ctx.status = 404;
  ctx.type = 'html';
  ctx.set(PAGE_HEADERS);
  ctx.body = notFoundPage().text;
}
