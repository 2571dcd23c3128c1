/**
 * What Coupa does with tokens and calls, as numbers with a name.
 * `coupa`: on Coupa's own pages. `several`: independent sources agree. `one`: a single source. `inferred`: ours.
 */
export type Certainty = 'coupa' | 'several' | 'one' | 'inferred';

export const ACTIVATION_DELAY_SECONDS = 5;
export const RENEW_AFTER_HOURS = 20;
export const TOKEN_LIFETIME_SECONDS = 86_399;
export const REFRESH_TOKEN_LIFETIME_DAYS = 90;
export const API_REQUESTS_PER_SECOND = 25;
export const PROBE_REQUESTS_PER_SECOND = 20;
export const API_PAGE_SIZE = 50;
export const HEADER_LIMIT_BYTES = 8192;

export interface Rule {
  id: string;
  value: number;
  unit: string;
  words: string;
  source: string;
  certainty: Certainty;
}

const CLIENTS_PAGE = 'Coupa: OpenID Connect Clients';
const SETUP_PAGE = 'Coupa: Set up an OpenID Connect client';
const ERRORS_PAGE = 'Coupa: Exception handling and error codes';

export const RULES = [
  {
    id: 'activation-delay',
    value: ACTIVATION_DELAY_SECONDS,
    unit: 'seconds',
    words: 'A new token may fail in its first 5 seconds. Wait before the first call.',
    source: CLIENTS_PAGE,
    certainty: 'coupa',
  },
  {
    id: 'renew-after',
    value: RENEW_AFTER_HOURS,
    unit: 'hours',
    words: 'Get a new token every 20 hours, so that four hours are left when something is in the way.',
    source: SETUP_PAGE,
    certainty: 'coupa',
  },
  {
    id: 'token-lifetime',
    value: TOKEN_LIFETIME_SECONDS,
    unit: 'seconds',
    words: 'An access token is valid for 24 hours; Coupa’s answers say 86,399 or 86,400 seconds.',
    source: CLIENTS_PAGE,
    certainty: 'coupa',
  },
  {
    id: 'refresh-token-lifetime',
    value: REFRESH_TOKEN_LIFETIME_DAYS,
    unit: 'days',
    words: 'A refresh token lasts 90 days. Then a person signs in to Coupa again.',
    source: CLIENTS_PAGE,
    certainty: 'coupa',
  },
  {
    id: 'api-rate',
    value: API_REQUESTS_PER_SECOND,
    unit: 'requests per second',
    words: 'An instance takes 25 API requests a second, with bursts of 20. More are answered with 429.',
    source: ERRORS_PAGE,
    certainty: 'coupa',
  },
  {
    id: 'probe-rate',
    value: PROBE_REQUESTS_PER_SECOND,
    unit: 'requests per second',
    words: 'This service calls an instance at most 20 times a second, so that pipelines keep their share.',
    source: 'Our choice, below Coupa’s limit',
    certainty: 'inferred',
  },
  {
    id: 'page-size',
    value: API_PAGE_SIZE,
    unit: 'rows',
    words: 'A list answers at most 50 rows. Go on with offset.',
    source: 'Coupa: Arguments; the published swagger files',
    certainty: 'coupa',
  },
  {
    id: 'header-limit',
    value: HEADER_LIMIT_BYTES,
    unit: 'bytes',
    words:
      'A token grows with its scopes. Many servers and proxies refuse a header line above 8,192 bytes; Coupa names no limit.',
    source: 'Common defaults of web servers',
    certainty: 'inferred',
  },
] as const satisfies readonly Rule[];
