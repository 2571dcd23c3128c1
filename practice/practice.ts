import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CryptoKey } from 'jose';
import type Provider from 'oidc-provider';
import type { RateLimiter } from './api/rate-limiter.ts';
import type { Sessions } from './portal/sessions.ts';
import type { Store } from './store/store.ts';

/** The parts of one running practice instance. */
export interface Practice {
  /** `http://localhost:PORT`: issuer, and the start of every link. */
  origin: string;
  appUrl: string;
  store: Store;
  provider: Provider;
  verifyKey: CryptoKey;
  sessions: Sessions;
  limiter: RateLimiter;
  /** Milliseconds; ten minutes ahead while that fault is on. */
  now(): number;
}

/** One request on its way through. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** What the route's pattern captured. */
  params: string[];
  practice: Practice;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;
