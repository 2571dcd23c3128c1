/** What real servers do with a refresh token that was used. Which of these Coupa does is not known, so all have to be survived. */
export const BEHAVIOURS = [
  /** The old one lives until the new access token is used once (Doorkeeper, the gem behind Coupa's server). */
  'until-used',
  /** Used once; a second use is refused. */
  'strict',
  /** As strict, but for some seconds the old one is taken again (Connect2id, Cognito, Hydra). */
  'grace',
  /** A second use ends every token of the family (RFC 9700 §4.14.2, Auth0, Okta). */
  'family',
  /** Never a new one. */
  'static',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export const GRACE_MS = 5000;
export const ACCESS_TOKEN_SECONDS = 86_400;
