import { randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_SECONDS, type Behaviour, GRACE_MS } from './behaviours.ts';

interface Client {
  clientId: string;
  /** Null: client credentials, no refresh token. */
  behaviour: Behaviour | null;
  secret: string;
  /** Refresh tokens that were alive when a replay ended the family, and when that was by the machine's clock. */
  endedByReplay: { value: string; realMs: number }[];
}

interface Refresh {
  value: string;
  clientId: string;
  state: 'live' | 'spent' | 'revoked';
  spentAtMs: number;
}

interface Access {
  value: string;
  clientId: string;
  expiresAtMs: number;
  /** The refresh token that dies when this access token is used for the first time. */
  ends: string | null;
}

/** How much of an answer left this machine. */
export type Left = 'none' | 'some' | 'whole';

export interface Issued {
  clientId: string;
  accessToken: string;
  /** Null when the answer brought none. */
  refreshToken: string | null;
  /** The refresh token that was paid with; null for client credentials. */
  spent: string | null;
  atMs: number;
  left: Left;
}

export interface Asked {
  clientId: string;
  kind: 'refresh' | 'credentials';
  atMs: number;
  /** What the refresh token was when it was sent. */
  tokenWas: 'live' | 'graced' | 'spent' | 'revoked' | 'unknown' | null;
}

const made = (name: string) => `made-up-${name}-${randomBytes(24).toString('base64url')}`;

/** Every token that was ever issued, and whether it lives. */
export class Truth {
  readonly issued: Issued[] = [];
  readonly asked: Asked[] = [];
  #clients = new Map<string, Client>();
  #refresh = new Map<string, Refresh>();
  #access = new Map<string, Access>();
  #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a person's consent brings; with a null behaviour, what client credentials bring. */
  open({ clientId, secret, behaviour }: Pick<Client, 'clientId' | 'secret' | 'behaviour'>): Issued {
    this.#clients.set(clientId, { clientId, secret, behaviour, endedByReplay: [] });
    const refreshToken = behaviour && this.#makeRefresh(clientId);
    return this.#note({ clientId, refreshToken, spent: null, ends: null });
  }

  setSecret(clientId: string, secret: string) {
    this.#client(clientId).secret = secret;
  }

  isRightSecret(clientId: string, secret: string): boolean {
    return this.#clients.get(clientId)?.secret === secret;
  }

  credentials(clientId: string): Issued {
    this.asked.push({ clientId, kind: 'credentials', atMs: this.#now(), tokenWas: null });
    return this.#note({ clientId, refreshToken: null, spent: null, ends: null });
  }

  /** Null: invalid_grant. */
  refresh(clientId: string, value: string): Issued | null {
    const client = this.#client(clientId);
    const token = this.#refresh.get(value);
    const tokenWas = token?.clientId === clientId ? this.#standing(client, token) : 'unknown';
    this.asked.push({ clientId, kind: 'refresh', atMs: this.#now(), tokenWas });
    if (!token || (tokenWas !== 'live' && tokenWas !== 'graced')) {
      if (client.behaviour === 'family' && tokenWas === 'spent') this.#endFamily(client);
      return null;
    }
    const { behaviour } = client;
    if (behaviour === 'static') return this.#note({ clientId, refreshToken: null, spent: value, ends: null });
    if (behaviour === 'until-used') {
      const refreshToken = this.#makeRefresh(clientId);
      return this.#note({ clientId, refreshToken, spent: value, ends: value });
    }
    if (token.state === 'live') Object.assign(token, { state: 'spent', spentAtMs: this.#now() });
    return this.#note({ clientId, refreshToken: this.#makeRefresh(clientId), spent: value, ends: null });
  }

  /** A call of the API with this token. */
  use(accessToken: string): boolean {
    const access = this.#access.get(accessToken);
    if (!access || access.expiresAtMs <= this.#now()) return false;
    const ended = access.ends === null ? undefined : this.#refresh.get(access.ends);
    if (ended) ended.state = 'revoked';
    return true;
  }

  /** Would this refresh token be taken now? */
  isTaken(value: string): boolean {
    const token = this.#refresh.get(value);
    if (!token) return false;
    return ['live', 'graced'].includes(this.#standing(this.#client(token.clientId), token));
  }

  endedByReplay = (clientId: string) => this.#client(clientId).endedByReplay;
  behaviourOf = (clientId: string) => this.#client(clientId).behaviour;

  #standing({ behaviour }: Client, { state, spentAtMs }: Refresh): 'live' | 'graced' | 'spent' | 'revoked' {
    const isGraced = behaviour === 'grace' && state === 'spent' && this.#now() - spentAtMs < GRACE_MS;
    return isGraced ? 'graced' : state;
  }

  #endFamily(client: Client) {
    for (const token of this.#refresh.values()) {
      if (token.clientId !== client.clientId) continue;
      if (token.state === 'live') client.endedByReplay.push({ value: token.value, realMs: Date.now() });
      token.state = 'revoked';
    }
  }

  #makeRefresh(clientId: string): string {
    const value = made('refresh');
    this.#refresh.set(value, { value, clientId, state: 'live', spentAtMs: 0 });
    return value;
  }

  #note({ ends, ...parts }: Pick<Issued, 'clientId' | 'refreshToken' | 'spent'> & Pick<Access, 'ends'>) {
    const atMs = this.#now();
    const { clientId } = parts;
    const value = made('access');
    this.#access.set(value, { value, clientId, ends, expiresAtMs: atMs + ACCESS_TOKEN_SECONDS * 1000 });
    const issued: Issued = { ...parts, accessToken: value, atMs, left: 'none' };
    this.issued.push(issued);
    return issued;
  }

  #client(clientId: string): Client {
    const client = this.#clients.get(clientId);
    if (!client) throw new Error(`The provider does not know ${clientId}`);
    return client;
  }
}
