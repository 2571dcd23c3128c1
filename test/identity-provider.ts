import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface CompanyPerson {
  email: string;
  given_name: string;
  family_name: string;
}

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop(): Promise<void>;
}

interface Wanted {
  redirectUri: string;
  /** By the name that is typed on its sign-in page, which is the subject as well. */
  people: Record<string, CompanyPerson>;
}

/**
 * A company's identity provider on loopback: oidc-provider, certified, with a sign-in page that asks for a name. As OIDC Core §5.4 has
 * it, email and name come from UserInfo.
 */
export async function startIdentityProvider({ redirectUri, people }: Wanted): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = {
    client_id: 'coupa-account-wizard',
    client_secret: `made-up-${randomBytes(24).toString('hex')}`,
    redirect_uris: [redirectUri],
  };
  const provider = new Provider(issuer, { ...RULES, ...keys(), clients: [client], ...accounts(people) });
  const engine = provider.callback();
  server.on('request', (request, response) => {
    const isSignIn = request.url?.startsWith('/interaction/');
    void (isSignIn ? signIn(provider, request, response) : engine(request, response));
  });
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    stop: () => stop(server),
  };
}

const SCOPE = 'openid email profile';

const RULES: Configuration = {
  scopes: SCOPE.split(' '),
  claims: { openid: ['sub'], email: ['email'], profile: ['given_name', 'family_name'] },
  pkce: { required: () => true },
  clientBasedCORS: () => false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 },
  // A company's own applications need no consent.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope(SCOPE);
    await grant.save();
    return grant;
  },
};

function keys(): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'company-1', use: 'sig' };
  return { jwks: { keys: [key] }, cookies: { keys: [randomBytes(24).toString('hex')] } };
}

const accounts = (people: Record<string, CompanyPerson>): Configuration => ({
  findAccount: (_context, sub) => {
    const person = people[sub];
    return person && { accountId: sub, claims: () => ({ sub, ...person }) };
  },
});

const PAGE = `<!doctype html><html lang="en"><title>Company sign-in</title><link rel="icon" href="data:,">
<form method="post"><label>Company name <input name="login"></label><button>Go on</button></form></html>`;

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST')
    return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  let form = '';
  for await (const chunk of request) form += chunk;
  const accountId = new URLSearchParams(form).get('login') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
