/** Known from Coupa's documentation or from several independent sources. */
export const OBSERVED = [
  'The addresses /oauth2/clients, /oauth2/scopes, /oauth2/authorizations/new and /oauth2/token.',
  'Setup with its Instant Filter, and the entry OAuth2/OpenID Connect Clients under Integrations.',
  'The fields of the client form for client credentials and authorization code, and the message “Login has already been taken”.',
  'An Identifier of 32 and a Secret of 64 hexadecimal characters, Show/Hide and Regenerate.',
  'Most names of scopes, and their order on the form.',
  'Client authentication by HTTP Basic or in the body, and parameters in the query string of a POST.',
  'Scopes are separated by blanks; a comma makes them invalid.',
  'Access tokens are JWTs that live for about 24 hours; expires_in is 86399 and token_type is bearer in lower case.',
  'A refresh token comes only with authorization code and offline_access, and lasts 90 days.',
  'The API answers XML unless JSON is asked for; an empty list is 200 and [] in JSON, but 404 in XML.',
  'At most 50 rows an answer, and 25 requests a second with a burst of 20.',
];

/** From one source, or inferred. */
export const MODELLED = [
  'One scope that the client lacks fails the whole token request (one source).',
  'No scope parameter means all scopes of the client (one source), also on the authorization page (guess).',
  'The answer of the token endpoint has no scope; the token has it in its claim (one source). The other claims are guesses.',
  'The second name /oauth2/access_tokens works like /oauth2/token (printed once in Coupa’s files).',
  'The texts of all errors at the token endpoint and the API: those of the Ruby library that Coupa probably uses.',
  'The messages of the client form besides “Login has already been taken”, and that a user’s login is taken too.',
  'The status codes 401 for a token that is not valid, 403 for a missing scope and 429 for too many requests; their bodies are guesses.',
  'A redirect URI has to match exactly; if it does not, an error page is shown and the browser is not sent back.',
  'Deny sends the browser back with access_denied. Consent is asked for every time.',
  'A client made with PKCE needs no secret, but has to send a verifier with the method S256.',
  'Regenerate ends the old secret at once. An inactive client gets no token; tokens that it already has stay valid.',
  'Refreshing returns the same refresh token, unless the fault refresh-rotation is on.',
  'An ID token comes with the scope openid. No keys and no discovery document are published unless the fault discovery-published is on.',
  'Which scope opens which collection is partly a guess, for example core.roles.read_write and core.payables.expense.read.',
  'Some scopes are known from one source only. The permissions behind scopes come from one list of an older release, and some descriptions are in our words.',
  'The rows of every collection are invented. An administrator sees 60, a buyer 7; three collections are empty.',
  'A token works at once, unless the fault activation-delay is on. Coupa asks callers to wait five seconds.',
  'The order, look and words of all pages, as far as no public picture shows them.',
];

export const NOT_MODELLED = [
  'The device code grant, JWKS URI with signed client assertions, GraphQL, writing through the API, API keys and single sign-on.',
  'Filters of the API besides equality of id, name, created_at and updated_at.',
  'Scopes of the Supplier Portal and of Contingent Workforce, whose clients are not made in Coupa Core.',
];

export const API_CALLS: readonly [string, string][] = [
  ['GET /practice/clients', 'All clients with Identifier and Secret.'],
  [
    'POST /practice/clients',
    'Makes a client: grantType, name, login, contactFirstName, contactLastName, contactEmail, redirectUris, clientProof, scopes. 201, or 422 with the messages of the form.',
  ],
  ['GET /practice/clients/{id}', 'One client, by its number or Identifier.'],
  [
    'PATCH /practice/clients/{id}',
    'Changes the fields that are given; active switches the client on or off.',
  ],
  ['POST /practice/clients/{id}/regenerate', 'Gives the client a new Secret.'],
  ['GET /practice/faults', 'Every fault: on or off.'],
  ['PUT /practice/faults', 'Switches the faults that are given, for example {"token-404": true}.'],
  ['POST /practice/reset', 'Removes all clients and grants and switches every fault off.'],
];
