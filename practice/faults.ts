/** Every fault that can be switched on, with what it does and the real-life case it stands for. */
export const FAULTS = {
  'activation-delay': {
    does: 'The API answers 401 to a token that is less than five seconds old.',
    standsFor: 'Coupa asks callers to wait five seconds between getting a token and the first call.',
  },
  'api-429': {
    does: 'Every API call is answered with 429 and no Retry-After.',
    standsFor: 'Another integration uses up the limit of 25 requests a second.',
  },
  'api-500': {
    does: 'Every API call is answered with 500 and an HTML page.',
    standsFor: 'The instance is up but its application servers are failing.',
  },
  'api-silence': {
    does: 'API calls are accepted and never answered.',
    standsFor: 'A firewall or an overloaded server that swallows requests.',
  },
  'callback-404': {
    does: 'After Allow the browser gets a 404 page instead of going back.',
    standsFor: 'A user who is not a Coupa administrator authorizes, as Coupa describes for the Okta set-up.',
  },
  'clock-ahead-10-min': {
    does: 'The clock of the instance is ten minutes ahead: the Date header, iat and exp of every token.',
    standsFor: 'A server clock that drifted, so that tokens seem to come from the future.',
  },
  'deny-all-redirects': {
    does: 'No redirect URI matches: the authorization page always shows the mismatch error.',
    standsFor: 'A redirect URI that was registered with a slash too many or for another environment.',
  },
  'discovery-published': {
    does: 'Serves /.well-known/openid-configuration and a JWKS that verifies the ID tokens.',
    standsFor: 'An instance that publishes OpenID Connect discovery. No such document of Coupa is known.',
  },
  'lost-response': {
    does: 'The token endpoint does its work, then cuts the connection without an answer.',
    standsFor: 'A refresh whose answer is lost on the way: the new refresh token exists but nobody holds it.',
  },
  'maintenance-503': {
    does: 'Token endpoint and API answer 503 with an HTML page.',
    standsFor: 'A release week-end, when the instance shows its maintenance page.',
  },
  'refresh-invalid-grant': {
    does: 'Every refresh token is refused with invalid_grant.',
    standsFor: 'The 90 days are over, or the user withdrew consent: a person has to sign in again.',
  },
  'refresh-rotation': {
    does: 'Each refresh gives a new refresh token and kills the old one; using an old one ends the whole grant.',
    standsFor:
      'The careful reading of Coupa’s text on refresh tokens. Off: the same one is returned each time.',
  },
  'token-200-html': {
    does: 'The token endpoint answers 200 with the sign-in page in HTML.',
    standsFor: 'A proxy or a sign-in page that answers in place of the token endpoint.',
  },
  'token-404': {
    does: 'The token endpoint answers 404 with an HTML page.',
    standsFor: 'The wrong path or the wrong host in the configuration.',
  },
  'token-429-retry-after': {
    does: 'The token endpoint answers 429 with Retry-After: 7.',
    standsFor: 'Too many token requests at once.',
  },
  'token-500-html': {
    does: 'The token endpoint answers 500 with an HTML page.',
    standsFor: 'A failing application server.',
  },
  'token-64mb': {
    does: 'The token endpoint answers 200 with 64 MB of JSON.',
    standsFor: 'A broken or hostile server; callers must stop reading early.',
  },
  'token-absurd-expires-in': {
    does: 'expires_in is 999999999999.',
    standsFor: 'A lifetime no caller should believe.',
  },
  'token-missing-expires-in': {
    does: 'The answer has no expires_in.',
    standsFor: 'A server that leaves out an optional member (RFC 6749 section 5.1).',
  },
  'token-redirect': {
    does: 'The token endpoint answers 302 to the sign-in page.',
    standsFor: 'An old host name, or a single sign-on gateway before the instance.',
  },
  'token-silence': {
    does: 'The token endpoint accepts the request and never answers.',
    standsFor: 'A firewall that swallows packets.',
  },
  'token-truncated': {
    does: 'The token endpoint stops in the middle of its JSON and cuts the connection.',
    standsFor: 'A connection that breaks on the way.',
  },
  'wrong-state': {
    does: 'The browser comes back with a state that is not the one sent.',
    standsFor: 'A forged or mixed-up callback, which the caller has to refuse.',
  },
} as const satisfies Record<string, { does: string; standsFor: string }>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
export const isFaultName = (name: string): name is FaultName => Object.hasOwn(FAULTS, name);
