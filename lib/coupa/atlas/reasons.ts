/** Words for the reasons that `lib/oauth` names in the facts of an AppError, each to follow "because" or a colon. */
export const CERTIFICATE_REASONS: Readonly<Record<string, string>> = {
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  'self-signed': 'it is signed by itself or by a certificate that this service does not know',
  'unknown-issuer': 'its issuer is not known here',
  'wrong-host': 'it was made for another name',
  'no-secure-connection': 'no encrypted connection came about',
};

export const CERTIFICATE_CAUSES: Readonly<Record<string, string>> = {
  expired:
    'The certificate is out of date, at Coupa or at a proxy between; or the clock of the machine that runs this service is wrong.',
  'not-yet-valid': 'Most likely the clock of the machine that runs this service is wrong.',
  'wrong-host':
    'Most likely the address is not the proper name of the instance, or a proxy answers in its place.',
};

export const ANSWER_REASONS: Readonly<Record<string, string>> = {
  'not-an-object': 'the answer is a list or a single value, where named values are due',
  'member-twice': 'a name stands in it twice, so nobody can say which value counts',
  'forbidden-member': 'it holds a name that no honest answer has',
  compressed: 'it is compressed, which was not asked for',
  'not-http': 'the answer is not HTTP',
};

export const TEXT_KINDS: Readonly<Record<string, string>> = {
  nothing: 'nothing at all',
  'sign-in-page': 'a sign-in page',
  'web-page': 'a web page',
  xml: 'XML',
  text: 'plain text',
};

export const ID_TOKEN_REASONS: Readonly<Record<string, string>> = {
  nonce: 'it was made for another sign-in than this one',
  sub: 'it names another person than before',
  iss: 'it names another issuer than before',
  azp: 'it was made for another client',
  iat: 'it was made at another time than just now',
  at_hash: 'it belongs to another access token',
  'not-a-jwt': 'it cannot be read',
};
