import { COUPA_DOMAINS } from '@/lib/coupa/instance-hosts';
import { PROBE_REQUESTS_PER_SECOND } from '@/lib/coupa/rules';

/** What holds for every single request to one kind of host. The way out takes these numbers; `docs/destinations.md` is written from them. */
export interface Limits {
  /** Connecting, headers and body together: a server that drips a byte a second is cut off as well. */
  deadlineMs: number;
  /** Token answers and single rows are a few kB; a token with every scope of Coupa stays below 16 kB. */
  maxAnswerBytes: number;
  /** Header lines of an answer, all together. */
  maxHeaderBytes: number;
  /** At once, to one host; further requests wait. */
  connectionsPerHost: number;
}

export interface Destination {
  purpose: string;
  /** Hosts in words, or the variable that names them. */
  hosts: string[];
  limits: Limits;
}

const USUAL: Limits = {
  deadlineMs: 10_000,
  maxAnswerBytes: 262_144,
  maxHeaderBytes: 16_384,
  connectionsPerHost: 20,
};

/** Hosts outside that this service sends OAuth and API requests to. The vault and the database have limits of their own, in lib/seal and lib/db. */
export const DESTINATIONS = {
  instance: {
    purpose: 'The Coupa instance of an account: token endpoint, discovery document, keys, reads of its API',
    hosts: [...Object.keys(COUPA_DOMAINS).map((domain) => `<name>.${domain}`), 'INSTANCE_HOSTS'],
    limits: USUAL,
  },
  company: {
    purpose: "The company's sign-in: discovery document, keys, token endpoint",
    hosts: ['OIDC_ISSUER', 'and the hosts that its discovery document names'],
    limits: USUAL,
  },
  alerts: {
    purpose: 'Webhooks: alerts to the addresses that owners enter under Settings, Alerts',
    hosts: ['any https name that leads to public addresses', 'ALERT_HOSTS'],
    // Of the answer only its status counts.
    limits: { ...USUAL, maxAnswerBytes: 65_536, connectionsPerHost: 4 },
  },
} satisfies Record<string, Destination>;

export interface RequestRule {
  what: string;
  to: keyof typeof DESTINATIONS;
  deadlineMs: number;
  /** Requests for one wish, the first one included, when every answer invites another. */
  maxRequests: number;
  /** At most so many a second to one instance; null where a person or the clock sets the pace. */
  perSecond: number | null;
  why: string;
}

/** How long and how often each kind of request is tried. */
export const REQUESTS = {
  clientCredentials: {
    what: 'Token by client credentials',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 3,
    perSecond: null,
    why: 'secret in the body, then in the header, then without scope',
  },
  code: {
    what: 'Token for a code',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 2,
    perSecond: null,
    why: 'secret in the body, then in the header',
  },
  refresh: {
    what: 'Token by refresh token',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 1,
    perSecond: null,
    why: 'a refused request may have spent the refresh token',
  },
  discovery: {
    what: 'Discovery document',
    to: 'instance',
    // A person waits behind Authorize, and no Coupa instance is known to have the document at all.
    deadlineMs: 2_000,
    maxRequests: 1,
    perSecond: null,
    why: 'kept for ten minutes, a failure of the network for one',
  },
  keys: {
    what: 'Keys of an instance',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 1,
    perSecond: null,
    why: 'kept for five minutes; for a key that is not among them once a minute',
  },
  revocation: {
    what: 'Making a refresh token worthless',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 1,
    perSecond: null,
    why: 'when a deleted account goes for good, where the instance offers it',
  },
  userinfo: {
    what: 'Who consented',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 1,
    perSecond: null,
    why: 'once for each report, where the instance offers it',
  },
  read: {
    what: 'Cheap read of the API',
    to: 'instance',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 5,
    perSecond: PROBE_REQUESTS_PER_SECOND,
    why: 'three times more after 429, once more while the token is only seconds old',
  },
  webhook: {
    what: 'Alert by webhook',
    to: 'alerts',
    deadlineMs: USUAL.deadlineMs,
    maxRequests: 7,
    perSecond: null,
    why: 'again after 1 and 5 minutes, half an hour, 2, 6 and 12 hours; never after 410',
  },
} satisfies Record<string, RequestRule>;
