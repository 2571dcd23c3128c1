import type { JWTPayload } from 'jose';
import type { Store } from '@/lib/db/store';
import { beginCompanyVisit, type CompanyContext } from '@/lib/door/company/begin';
import { type Arrival, type Coming, completeCompanyVisit } from '@/lib/door/company/complete';
import { createFinder } from '@/lib/door/company/provider';
import { hashOf, randomSecret, type Visit } from '@/lib/door/company/visits';
import type { Person } from '@/lib/door/person';
import { type Answer, grant, json } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import type { ScriptedServer } from '@/test/authorization-server/scripted-server';
import { makeSigner, type Signer } from '@/test/authorization-server/signing';

export const COMPANY_CLIENT = { clientId: 'made-up-client', clientSecret: 'made-up-company-secret' };
const METADATA = 'GET /.well-known/openid-configuration';
const TOKEN = 'POST /token';
const KEYS = 'GET /keys';

export const metadataOf = ({ origin }: ScriptedServer, parts: Record<string, unknown> = {}) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  jwks_uri: `${origin}/keys`,
  id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
  ...parts,
});

/** Making an RSA key takes a while; one is enough for a file. */
let signer: Promise<Signer> | undefined;

/** A browser on its way to a scripted identity provider and back. */
export class CompanySignIn {
  readonly clock = new HandClock();
  readonly signer: Signer;
  readonly context: CompanyContext;
  readonly server: ScriptedServer;
  #hasKeys = false;

  private constructor(server: ScriptedServer, signer: Signer, context: Omit<CompanyContext, 'clock'>) {
    this.server = server;
    this.signer = signer;
    this.context = { ...context, clock: this.clock };
  }

  static async make(
    store: Store,
    server: ScriptedServer,
    metadata: Record<string, unknown> = {},
  ): Promise<CompanySignIn> {
    const clock = new HandClock();
    server.expect(METADATA, json(200, metadataOf(server, metadata)));
    const provider = await createFinder({ issuer: server.origin, ...COMPANY_CLIENT, name: 'Acme' }, clock)();
    signer ??= makeSigner();
    return new CompanySignIn(server, await signer, { store, provider, appUrl: 'http://localhost:3000' });
  }

  /** Leaves with a purpose; what the address says is what the provider is asked. */
  async leave(wanted: Partial<Visit> & { linkToken?: string; browserSecret?: string } = {}) {
    const { linkToken = '', browserSecret = randomSecret(), ...visit } = wanted;
    const url = new URL(
      await beginCompanyVisit(
        this.context,
        {
          purpose: 'sign_in',
          returnPath: '/accounts',
          sessionIdHash: null,
          linkHash: linkToken === '' ? null : hashOf(linkToken),
          ...visit,
        },
        browserSecret,
      ),
    );
    const asked = (name: string) => url.searchParams.get(name) ?? '';
    return { url, state: asked('state'), nonce: asked('nonce'), browserSecret, linkToken };
  }

  claims(nonce: string, parts: Record<string, unknown> = {}): JWTPayload {
    const nowSeconds = this.clock.now().getTime() / 1000;
    return {
      iss: this.server.origin,
      aud: COMPANY_CLIENT.clientId,
      sub: 'subject-1',
      iat: nowSeconds,
      exp: nowSeconds + 600,
      nonce,
      email: 'Ann.Lee@acme.example',
      given_name: 'Ann',
      family_name: 'Lee',
      ...parts,
    };
  }

  /** Announces the exchange: this ID token, or one with these claims. The keys are asked for once. */
  async grantToken(nonce: string, parts: Record<string, unknown> = {}, idToken?: string) {
    this.announce(grant({ id_token: idToken ?? (await this.signer.sign(this.claims(nonce, parts))) }));
    if (!this.#hasKeys) this.server.expect(KEYS, json(200, { keys: [this.signer.jwk] }));
    this.#hasKeys = true;
  }

  announce(answer: Answer) {
    this.server.expect(TOKEN, answer);
  }

  comeBack(
    left: { state: string; browserSecret: string; linkToken: string },
    over: Partial<Coming> & { person?: Person | null } = {},
  ): Promise<Arrival> {
    return completeCompanyVisit(this.context, {
      search: `?code=made-up-code&state=${left.state}`,
      browserSecret: left.browserSecret,
      linkToken: left.linkToken,
      person: null,
      sessionId: null,
      address: '192.0.2.7',
      userAgent: 'made up',
      ...over,
    });
  }

  /** There and back again by a company account with these claims. */
  async visit(
    wanted: Parameters<CompanySignIn['leave']>[0] = {},
    parts: Record<string, unknown> = {},
    over: Partial<Coming> = {},
  ): Promise<Arrival> {
    const left = await this.leave(wanted);
    await this.grantToken(left.nonce, parts);
    return this.comeBack(left, over);
  }
}
