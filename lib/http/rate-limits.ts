/** How many requests may come at once, and how many a second after that. */
export interface RateLimit {
  burst: number;
  perSecond: number;
}

/**
 * Limits by kind of request; docs/security.md has the same table. A person who clicks, and a page with ten thousand rows,
 * never meet one. `person`, `key` and `address` hold for everything that such an asker asks; a route may name one more.
 */
export const RATE_LIMITS = {
  /** Everything of one signed-in person. */
  person: { burst: 600, perSecond: 20 },
  /** Everything of one API key: a pipeline that asks for its token before each of its calls. */
  key: { burst: 100, perSecond: 20 },
  /** Everything that one network address asks without being signed in. */
  address: { burst: 300, perSecond: 10 },
  /** Starting an authorization: it sends a request, or a browser, to Coupa. */
  authorize: { burst: 100, perSecond: 0.5 },
  /** Coming back from Coupa, by network address. */
  callback: { burst: 120, perSecond: 1 },
  /** Renewing a token. */
  renew: { burst: 60, perSecond: 0.5 },
  /** A validation makes one request for each scope. */
  validate: { burst: 60, perSecond: 0.5 },
  /** Sending a test of an alert, or an alert again. */
  alert: { burst: 30, perSecond: 0.2 },
  /** Showing a secret. */
  reveal: { burst: 30, perSecond: 0.2 },
  /** Signing in, first owner, invitations, by network address; wrong passwords wait longer (lib/door/throttle.ts). */
  door: { burst: 100, perSecond: 1 },
  /** Reports of a violated content policy, by network address. */
  report: { burst: 60, perSecond: 0.2 },
} satisfies Record<string, RateLimit>;

export type RateKind = keyof typeof RATE_LIMITS;
