import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { SCOPE_NAMES } from '../clients/scopes.ts';
import { ENGINE_COOKIES } from '../http/cookies.ts';
import type { Store } from '../store/store.ts';
import { findUser } from '../users.ts';
import { createAdapterFactory } from './adapter.ts';
import { showAuthorizationError } from './authorization-error.ts';
import {
  ACCESS_TOKEN_SECONDS,
  apiAudience,
  CLOCK_AHEAD_SECONDS,
  REFRESH_TOKEN_SECONDS,
} from './lifetimes.ts';
import { shapeAuthorizationRedirect } from './shape-redirect.ts';
import { shapeTokenAnswer } from './shape-token-answer.ts';

const HOUR = 3600;

/** The protocol engine under Coupa's paths. What differs at Coupa is shaped before it (the gates) and after it (shape-*). */
export function createProvider(origin: string, store: Store): Provider {
  const provider = new Provider(origin, configure(origin, store));
  // One middleware around the engine: its answers are still objects here, before they are written.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/oauth2/token') await shapeTokenAnswer(ctx, store);
    else if (ctx.path.startsWith('/oauth2/authorizations/new')) shapeAuthorizationRedirect(ctx, store);
  });
  return provider;
}

function configure(origin: string, store: Store): Configuration {
  return {
    adapter: createAdapterFactory(store),
    jwks: { keys: [{ ...store.signingKey, kty: 'RSA' }] },
    cookies: { keys: [store.cookieKey], names: ENGINE_COOKIES },
    routes: { authorization: '/oauth2/authorizations/new', token: '/oauth2/token', jwks: '/jwks.json' },
    scopes: [...SCOPE_NAMES],
    claims: { openid: ['sub'], email: ['email'], login: ['login'], profile: ['name', 'preferred_username'] },
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    clientBasedCORS: () => false,
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiAudience(origin),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPE_NAMES.join(' '),
          audience: apiAudience(origin),
          accessTokenTTL: ACCESS_TOKEN_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: { customizers: { jwt: (_ctx, _token, parts) => shiftClock(store, parts.payload) } },
    interactions: { url: (_ctx, interaction) => `/oauth2/authorizations/consent/${interaction.uid}` },
    loadExistingGrant: findConsentedGrant,
    findAccount: (_ctx, id) => findAccount(id),
    expiresWithSession: () => false,
    rotateRefreshToken: () => store.isFaultOn('refresh-rotation'),
    renderError: showAuthorizationError,
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      ClientCredentials: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: HOUR,
      Grant: REFRESH_TOKEN_SECONDS,
      RefreshToken: REFRESH_TOKEN_SECONDS,
    },
  };
}

function shiftClock(store: Store, payload: Record<string, unknown>) {
  if (!store.isFaultOn('clock-ahead-10-min')) return;
  payload.iat = Number(payload.iat) + CLOCK_AHEAD_SECONDS;
  payload.exp = Number(payload.exp) + CLOCK_AHEAD_SECONDS;
}

/** Every authorization asks for consent again (modelled), so only the grant of this very consent counts. */
async function findConsentedGrant(ctx: KoaContextWithOIDC) {
  const grantId = ctx.oidc.result?.consent?.grantId;
  return grantId ? ctx.oidc.provider.Grant.find(grantId) : undefined;
}

function findAccount(id: string) {
  const user = findUser(id);
  if (!user) return undefined;
  return {
    accountId: user.id,
    claims: () => ({
      sub: user.id,
      email: user.email,
      login: user.login,
      name: user.fullName,
      preferred_username: user.login,
    }),
  };
}
