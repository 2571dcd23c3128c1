import { importJWK, jwtVerify, SignJWT } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Store } from '../store/store.ts';
import { CLOCK_AHEAD_SECONDS, EXPIRES_IN_SECONDS } from './lifetimes.ts';
import { isTokenError, tokenErrorBody } from './token-errors.ts';

/** The engine opens its token endpoint to scripts of any page; nothing like it is known of Coupa. */
const ENGINE_HEADERS = [
  'WWW-Authenticate',
  'Vary',
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
];

type Answer = Pick<KoaContextWithOIDC, 'body' | 'status' | 'respond' | 'res' | 'remove'>;

/** The engine's answer in Coupa's manner: lower-case bearer, 86399, no `scope`, the gem's error texts. */
export async function shapeTokenAnswer(ctx: Answer, store: Store) {
  const body = ctx.body as Record<string, unknown> | undefined;
  if (typeof body !== 'object' || body === null) return;
  if (store.isFaultOn('lost-response')) {
    ctx.respond = false;
    ctx.res.destroy();
    return;
  }
  if (ctx.status === 200) ctx.body = await shapeGrant(body, store);
  else if (isTokenError(body.error)) ctx.body = tokenErrorBody(body.error);
  for (const name of ENGINE_HEADERS) ctx.remove(name);
}

async function shapeGrant(answer: Record<string, unknown>, store: Store) {
  const { scope: _left, access_token, token_type: _type, expires_in: _expires, ...rest } = answer;
  const shaped: Record<string, unknown> = { access_token, token_type: 'bearer', ...rest };
  if (store.isFaultOn('token-absurd-expires-in')) shaped.expires_in = 999_999_999_999;
  else if (!store.isFaultOn('token-missing-expires-in')) shaped.expires_in = EXPIRES_IN_SECONDS;
  if (typeof shaped.id_token === 'string' && store.isFaultOn('clock-ahead-10-min')) {
    shaped.id_token = await shiftIdToken(shaped.id_token, store);
  }
  return shaped;
}

/** The engine has no hook for an ID token's times, so it is signed anew. */
async function shiftIdToken(idToken: string, store: Store): Promise<string> {
  const key = await importJWK(store.signingKey, 'RS256');
  const { payload, protectedHeader } = await jwtVerify(idToken, await publicKeyOf(store));
  const shifted = {
    ...payload,
    iat: Number(payload.iat) + CLOCK_AHEAD_SECONDS,
    exp: Number(payload.exp) + CLOCK_AHEAD_SECONDS,
  };
  return new SignJWT(shifted).setProtectedHeader(protectedHeader).sign(key);
}

/** The verifying half of the signing key. */
export async function publicKeyOf(store: Store) {
  const { kty, n, e } = store.signingKey;
  const key = await importJWK({ kty, n, e, alg: 'RS256' }, 'RS256');
  if (key instanceof Uint8Array) throw new TypeError('The signing key must be an RSA key.');
  return key;
}
