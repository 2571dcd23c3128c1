/**
 * What Coupa does with tokens and calls, as numbers with a name.
 * `coupa`: on Coupa's own pages. `several`: independent sources agree. `one`: a single source. `inferred`: ours.
 */
export type Certainty = 'coupa' | 'several' | 'one' | 'inferred';

/** A new token may fail in its first seconds (Coupa: OpenID Connect Clients). */
export const ACTIVATION_DELAY_SECONDS = 5;
/** Coupa's advice, so that four of the 24 hours of a token are left when something is in the way (Set up an OpenID Connect client). */
export const RENEW_AFTER_HOURS = 20;
/** Then a person signs in to Coupa again (OpenID Connect Clients). */
export const REFRESH_TOKEN_LIFETIME_DAYS = 90;
/** What an instance takes from all its clients together, with bursts of 20 (Exception handling and error codes). */
export const REQUESTS_PER_SECOND = 25;
/** Ours: below the 25 requests a second that an instance takes (Exception handling and error codes), so that pipelines keep their share. */
export const PROBE_REQUESTS_PER_SECOND = 20;
/** Ours: many servers and proxies refuse a longer header line. Coupa names no limit. */
export const HEADER_LIMIT_BYTES = 8192;
