import type { Requirement } from './requirement.ts';

/** Modules of the OpenID Foundation's conformance suite for clients, by their upstream names, re-created against a server that misbehaves. */
const RELYING_PARTY = [
  'oidcc-client-test',
  ...[
    'invalid-iss',
    'missing-sub',
    'invalid-aud',
    'missing-iat',
    'kid-absent-single-jwks',
    'kid-absent-multiple-jwks',
    'idtoken-sig-rs256',
    'idtoken-sig-none',
    'invalid-sig-rs256',
    'userinfo-invalid-sub',
    'nonce-invalid',
    'scope-userinfo-claims',
    'client-secret-basic',
    'discovery-openid-config',
    'discovery-jwks-uri-keys',
    'discovery-issuer-mismatch',
    'signing-key-rotation',
    'signing-key-rotation-just-before-signing',
    'refresh-token',
    'refresh-token-invalid-issuer',
    'refresh-token-invalid-sub',
  ].map((name) => `oidcc-client-test-${name}`),
];

const FAPI2 = [
  // The one that is named without a second "test" upstream.
  'fapi2-security-profile-final-client-refresh-token-test',
  ...[
    'ensure-authorization-response-with-invalid-state-fails',
    'ensure-authorization-response-with-invalid-missing-state-fails',
    'invalid-authorization-response-iss',
    'remove-authorization-response-iss',
    'invalid-secondary-aud',
    'invalid-expired-exp',
    'invalid-missing-exp',
    'invalid-missing-iss',
    'invalid-missing-aud',
    'invalid-missing-nonce',
    'invalid-null-alg',
    'invalid-alternate-alg',
    'token-type-case-insensitivity',
    'token-endpoint-response-without-expires_in',
    'valid-aud-as-array',
    'discovery-issuer-mismatch',
  ].map((name) => `fapi2-security-profile-final-client-test-${name}`),
];

const rows = (source: string, names: string[]): Requirement[] =>
  names.map((name) => ({
    id: `OIDF-${name}`,
    source,
    words: name.replace(/^.*client-(test-?)?/, '').replaceAll('-', ' ') || 'the good way through',
  }));

export const OIDF: Requirement[] = [
  ...rows('OpenID suite, basic, config and refresh', RELYING_PARTY),
  ...rows('OpenID suite, FAPI 2.0', FAPI2),
];
