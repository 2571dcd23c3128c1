import type { ErrorCode } from '@/lib/errors';

/** A bad way back from Coupa: `query` gets the right state and says what the browser brings. */
export interface BadCallback {
  name: string;
  code: ErrorCode;
  query(state: string, origin: string): string;
  /** Minutes spent at Coupa. */
  afterMinutes?: number;
}

const back = (name: string, code: ErrorCode, query: BadCallback['query']): BadCallback => ({
  name,
  code,
  query,
});
const malformed = (name: string, query: BadCallback['query']) => back(name, 'callback_malformed', query);
const issuer = (name: string, iss: (origin: string) => string) =>
  back(
    name,
    'issuer_mismatch',
    (state, origin) => `code=c&state=${state}&iss=${encodeURIComponent(iss(origin))}`,
  );

export const CALLBACKS: BadCallback[] = [
  malformed('nothing', () => ''),
  back('no state', 'state_missing', () => 'code=c'),
  back('an empty state', 'state_missing', () => 'code=c&state='),
  back('another state', 'state_unknown', (state) => `code=c&state=${state}1`),
  back('the state in capitals', 'state_unknown', (state) => `code=c&state=${state.toUpperCase()}-`),
  malformed('state twice', (state) => `code=c&state=${state}&state=${state}`),
  malformed('code twice', (state) => `code=a&code=b&state=${state}`),
  malformed('code twice, once encoded', (state) => `code=a&%63ode=b&state=${state}`),
  malformed('error twice', (state) => `error=a&error=b&state=${state}`),
  malformed('iss twice', (state, origin) => `code=c&state=${state}&iss=${origin}&iss=${origin}`),
  malformed('no code', (state) => `state=${state}`),
  malformed('an empty code', (state) => `code=&state=${state}`),
  malformed('a token in the address', (state) => `code=c&state=${state}&access_token=made-up`),
  malformed('an ID token in the address', (state) => `code=c&state=${state}&id_token=a.b.c`),
  malformed('a signed answer that nobody asked for', (state) => `code=c&state=${state}&response=a.b.c`),
  malformed('20 kB', (state) => `code=c&state=${state}&x=${'y'.repeat(20_000)}`),
  back('denied', 'access_denied', (state) => `error=access_denied&state=${state}`),
  back('an error and a code', 'authorization_error', (state) => `code=c&error=server_error&state=${state}`),
  back('an error without a name', 'authorization_error', (state) => `error=&state=${state}`),
  back('an error with hostile words', 'authorization_error', (state) => {
    const words = encodeURIComponent(`<img src=x onerror=alert(1)>\u202E\u0000${'x'.repeat(8192)}`);
    return `error=invalid_scope&error_description=${words}&error_uri=javascript:alert(1)&state=${state}`;
  }),
  back('an error with another state', 'state_unknown', (state) => `error=access_denied&state=${state}1`),
  issuer('iss of another', () => 'https://evil.example'),
  issuer('iss with a slash', (origin) => `${origin}/`),
  issuer('iss in capitals', (origin) => origin.toUpperCase()),
  issuer('iss encoded twice', (origin) => encodeURIComponent(origin)),
  issuer('iss empty', () => ''),
  { ...back('eleven minutes later', 'state_expired', (state) => `code=c&state=${state}`), afterMinutes: 11 },
];
