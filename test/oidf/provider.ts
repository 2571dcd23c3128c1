import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { CLIENT } from '@/test/authorization-server/instance';
import { makeSigner, type Signer } from '@/test/authorization-server/signing';

type Parts = Record<string, unknown>;

/** What one module of the suite changes in an otherwise good provider. */
export interface Knobs {
  metadata?: (document: Parts) => Parts;
  /** Parameters of the authorization response. */
  response?: (parameters: URLSearchParams) => void;
  claims?: (claims: JWTPayload) => JWTPayload;
  /** Claims of an ID token that comes with a refresh; as with the code when it is left out. */
  refreshClaims?: (claims: JWTPayload) => JWTPayload;
  sign?: (claims: JWTPayload) => Promise<string> | string;
  token?: (answer: Parts) => Parts;
  userinfo?: (answer: Parts) => Parts;
  /** Keys as they are published; those of `signer` by default. */
  keys?: () => object[];
}

interface Issued {
  nonce: string | null;
  challenge: string | null;
  redirectUri: string;
}

export type Endpoint = 'discovery' | 'authorization' | 'token' | 'jwks' | 'userinfo' | 'api';

const PATHS: Record<string, Endpoint> = {
  '/.well-known/openid-configuration': 'discovery',
  '/authorize': 'authorization',
  '/token': 'token',
  '/jwks': 'jwks',
  '/userinfo': 'userinfo',
};
export const SUBJECT = 'person-1';

/**
 * An OpenID provider over loopback that keeps the rules itself (client authentication, PKCE, one-use codes, bearer tokens in the header)
 * and breaks exactly one by a knob, as the modules of the OpenID Foundation's suite do. It counts what it is asked.
 */
export class Provider {
  readonly calls: Record<Endpoint, number> = {
    discovery: 0,
    authorization: 0,
    token: 0,
    jwks: 0,
    userinfo: 0,
    api: 0,
  };
  /** Broken rules of the client: the suite fails a module for each. */
  readonly faults: string[] = [];
  signer!: Signer;
  knobs: Knobs = {};
  now: () => Date = () => new Date();
  #codes = new Map<string, Issued>();
  #accessToken = '';
  #refreshToken = '';
  #server: Server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  get host() {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }
  get origin() {
    return `http://${this.host}`;
  }

  async start() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.signer = await makeSigner();
    this.#server.listen(0, 'localhost', resolve);
    await promise;
  }

  async stop() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  reset(knobs: Knobs = {}) {
    this.knobs = knobs;
    this.faults.length = 0;
    for (const endpoint of Object.keys(this.calls) as Endpoint[]) this.calls[endpoint] = 0;
  }

  /** The person signs in and consents at once: the query that the browser comes back with. */
  authorize(url: URL): string {
    this.calls.authorization += 1;
    const asked = url.searchParams;
    if (asked.get('response_type') !== 'code') this.faults.push('response_type is not code');
    if (asked.get('client_id') !== CLIENT.clientId) this.faults.push('another client_id');
    if (asked.get('code_challenge_method') !== 'S256') this.faults.push('no PKCE');
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, {
      nonce: asked.get('nonce'),
      challenge: asked.get('code_challenge'),
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    const response = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.origin });
    this.knobs.response?.(response);
    return response.toString();
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    const endpoint = PATHS[pathname] ?? 'api';
    this.calls[endpoint] += 1;
    const body = new URLSearchParams(await readAll(request));
    const answers: Record<Endpoint, () => Promise<Parts | null> | Parts | null> = {
      discovery: () => this.#metadata(),
      authorization: () => null,
      jwks: () => ({ keys: this.knobs.keys?.() ?? [this.signer.jwk] }),
      token: () => this.#token(request, body),
      userinfo: () => this.#userinfo(request),
      api: () => (this.#hasToken(request) ? {} : null),
    };
    const answer = await answers[endpoint]();
    response.writeHead(answer ? 200 : 400, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'invalid_request' }));
  }

  #metadata(): Parts {
    const { origin } = this;
    const document = {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      jwks_uri: `${origin}/jwks`,
      userinfo_endpoint: `${origin}/userinfo`,
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
    return this.knobs.metadata?.(document) ?? document;
  }

  async #token({ headers }: IncomingMessage, form: URLSearchParams): Promise<Parts | null> {
    if (!isClient(headers.authorization, form)) return this.#refuse('client authentication');
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const issued = isRefresh ? this.#takeRefreshToken(form) : this.#takeCode(form);
    if (!issued) return null;
    this.#accessToken = randomBytes(16).toString('hex');
    this.#refreshToken = randomBytes(16).toString('hex');
    const { claims = (same) => same, refreshClaims = claims, sign = this.signer.sign, token } = this.knobs;
    const change = isRefresh ? refreshClaims : claims;
    const answer = {
      access_token: this.#accessToken,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: this.#refreshToken,
      id_token: await sign(change(this.#claims(issued.nonce))),
    };
    return token?.(answer) ?? answer;
  }

  #takeCode(form: URLSearchParams): Issued | null {
    const code = form.get('code') ?? '';
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (!issued) return this.#refuse('a code that was never given or was used');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (challenge !== issued.challenge) return this.#refuse('code_verifier');
    if (form.get('redirect_uri') !== issued.redirectUri) return this.#refuse('redirect_uri');
    return issued;
  }

  #takeRefreshToken(form: URLSearchParams): Issued | null {
    if (form.get('refresh_token') !== this.#refreshToken) return this.#refuse('refresh_token');
    return { nonce: null, challenge: null, redirectUri: '' };
  }

  #userinfo(request: IncomingMessage): Parts | null {
    if (!this.#hasToken(request)) return this.#refuse('the token is not in the header, or not this one');
    const answer = { sub: SUBJECT, name: 'Ines Okafor', email: 'ines.okafor@acme.example' };
    return this.knobs.userinfo?.(answer) ?? answer;
  }

  #hasToken({ headers, url = '' }: IncomingMessage): boolean {
    if (url.includes(this.#accessToken)) this.faults.push('the token stands in an address');
    return headers.authorization === `Bearer ${this.#accessToken}`;
  }

  #claims(nonce: string | null): JWTPayload {
    const nowSeconds = Math.floor(this.now().getTime() / 1000);
    return {
      iss: this.origin,
      aud: CLIENT.clientId,
      sub: SUBJECT,
      iat: nowSeconds,
      exp: nowSeconds + 300,
      ...(nonce && { nonce }),
    };
  }

  #refuse(what: string): null {
    this.faults.push(what);
    return null;
  }
}

function isClient(authorization: string | undefined, form: URLSearchParams): boolean {
  const basic = Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64');
  const isInBody = form.get('client_secret') === CLIENT.clientSecret;
  return authorization === `Basic ${basic}` || isInBody;
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
