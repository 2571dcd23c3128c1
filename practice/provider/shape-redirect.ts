import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Store } from '../store/store.ts';

/** The way back to the client: no RFC 9207 `iss` unless discovery is published (modelled). */
export function shapeAuthorizationRedirect(ctx: KoaContextWithOIDC, store: Store) {
  const location = URL.parse(ctx.response.get('location'));
  if (!location?.searchParams.has('iss')) return;
  if (!store.isFaultOn('discovery-published')) location.searchParams.delete('iss');
  if (store.isFaultOn('wrong-state') && location.searchParams.has('state')) {
    location.searchParams.set('state', randomBytes(16).toString('hex'));
  }
  ctx.redirect(location.href);
  ctx.body = '';
}
