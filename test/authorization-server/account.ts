import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAccount } from '@/lib/accounts/data';
import * as mutations from '@/lib/accounts/mutations';
import type { ClientProof, GrantType } from '@/lib/accounts/schema';
import * as steps from '@/lib/accounts/step-mutations';
import { type AuthorizeContext, beginAuthorization } from '@/lib/authorize/begin';
import { completeAuthorization } from '@/lib/authorize/complete';
import { events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openAccessToken, openRefreshToken } from '@/lib/tokens/open';
import { type Answer, grant, html } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, outboundTo, TOKEN } from '@/test/authorization-server/instance';
import type { ScriptedServer } from '@/test/authorization-server/scripted-server';
import { makePerson } from '@/test/person';

export const DISCOVERY = 'GET /.well-known/openid-configuration';
export const CODE = 'made-up-code-from-coupa';

interface Wanted {
  grantType?: GrantType;
  clientProof?: ClientProof;
  scopes?: string[];
}

/** A server that is not scripted answers by itself. */
type Instance = Pick<ScriptedServer, 'origin' | 'host'> & Partial<Pick<ScriptedServer, 'expect'>>;

/** An account whose four forms are filled in and whose instance is the given server. */
export class TestAccount {
  readonly clock = new HandClock();
  readonly context: AuthorizeContext;
  readonly id: string;
  readonly person: Person;
  readonly store: Store;
  readonly server: Instance;

  private constructor(store: Store, server: Instance, person: Person, id: string) {
    this.store = store;
    this.server = server;
    this.person = person;
    this.id = id;
    const outbound = outboundTo(server, this.clock);
    const journalDirectory = mkdtempSync(path.join(tmpdir(), 'caw-journal-'));
    this.context = { store, outbound, clock: this.clock, appUrl: 'http://localhost:3000', journalDirectory };
  }

  static async make(store: Store, server: Instance, wanted: Wanted = {}): Promise<TestAccount> {
    const { grantType = 'client_credentials', clientProof = 'shared_secret' } = wanted;
    const person = await makePerson(store);
    const contact = { contactFirstName: 'a', contactLastName: 'b', contactEmail: 'a@b.example' };
    const id = await mutations.createAccount(store, person, {
      accountType: 'other',
      label: 'AP invoices',
      instanceUrl: server.origin,
      clientSource: 'new',
    });
    const form = { grantType, clientProof, name: 'n', login: 'l', ...contact };
    await steps.saveGrantTypeStep(store, person, id, 1, form);
    const scopes = wanted.scopes ?? ['core.common.read'];
    await steps.saveScopesStep(store, person, id, 2, { scopeSource: 'chosen', scopes });
    const account = new TestAccount(store, server, person, id);
    await account.saveSecret(clientProof === 'pkce' ? '' : CLIENT.clientSecret);
    return account;
  }

  async saveSecret(clientSecret = '') {
    const { account } = await this.load();
    const credentials = { clientId: CLIENT.clientId, clientSecret };
    await steps.saveCredentialsStep(this.store, this.person, this.id, account.version, credentials);
  }

  load = () => loadAccount(this.store, this.id);

  authorize = () => beginAuthorization(this.context, this.person, this.id);

  /** Presses Authorize for a journey to Coupa and returns the address the browser is sent to. */
  async leave(): Promise<URL> {
    this.server.expect?.(DISCOVERY, html(404));
    return new URL(await this.authorize());
  }

  comeBack = (query: string, person = this.person, id = this.id) =>
    completeAuthorization(this.context, person, id, `?${query}`);

  /** There and back again, with this token at the end. */
  async connect(parts: Record<string, unknown> = {}) {
    const state = stateOf(await this.leave());
    await this.arrive(grant(parts), state);
  }

  async arrive(answer: Answer, state: string) {
    this.server.expect?.(TOKEN, answer);
    await this.comeBack(`code=${CODE}&state=${state}`);
  }

  /** The tokens in use, opened. */
  async tokens() {
    const { token } = await this.load();
    if (!token) return null;
    return {
      access: await openAccessToken(this.store, token),
      refresh: await openRefreshToken(this.store, token),
      version: token.version,
    };
  }

  async history(): Promise<{ kind: string; facts: Record<string, unknown> }[]> {
    const rows = await this.store.db.select().from(events).orderBy(events.id);
    return rows.filter(({ accountId }) => accountId === this.id);
  }
}

export const stateOf = (url: URL): string => url.searchParams.get('state') ?? '';
