import {
  breakOff,
  grant,
  hangUp,
  html,
  jsonText,
  raw,
  redirect,
  refusal,
  silence,
} from '@/test/authorization-server/answers';
import { forge } from '@/test/authorization-server/signing';
import { type BadAnswer, bad } from '@/test/bad-answers/row';

const idTokenOf = (name: string, parts: Record<string, unknown>): BadAnswer => ({
  name: `refresh: ${name}`,
  code: 'id_token_invalid',
  answer: ({ claims }) => grant({ id_token: forge({ alg: 'RS256' }, claims(parts), 'bWFkZS11cA') }),
});
const plain = (name: string, code: BadAnswer['code'], answer: Parameters<typeof bad>[2]) =>
  bad(`refresh: ${name}`, code, answer);

const lost = (name: string, code: BadAnswer['code'], answer: Parameters<typeof bad>[2]): BadAnswer => ({
  ...plain(name, code, answer),
  isLost: true,
});

/** Answers to a refresh. The refresh token in use must survive each of them. */
export const REFRESHES: BadAnswer[] = [
  idTokenOf('an ID token of another person', { sub: 'person-2' }),
  idTokenOf('an ID token of nobody', { sub: undefined }),
  idTokenOf('an ID token of another issuer', { iss: 'https://evil.example' }),
  idTokenOf('an ID token without issuer', { iss: undefined }),
  plain('no lifetime to use', 'answer_no_expiry', grant({ expires_in: 0 })),
  plain('another kind of token', 'answer_invalid', grant({ token_type: 'DPoP' })),
  plain('a refresh token with a line break', 'answer_invalid', grant({ refresh_token: 'a\r\nb' })),
  plain('an empty refresh token', 'answer_invalid', grant({ refresh_token: '' })),
  plain('an access token with a line break', 'answer_invalid', grant({ access_token: 'a\r\nb' })),
  plain('a token and an error', 'invalid_grant', grant({ error: 'invalid_grant' })),
  plain('a page', 'answer_not_json', html(200)),
  lost('cut', 'answer_truncated', jsonText('{"access_token":"made')),
  lost('a body that breaks off', 'answer_truncated', breakOff('{"access_token":"made')),
  lost('no connection', 'instance_unreachable', hangUp),
  plain('refused', 'invalid_grant', refusal(400, 'invalid_grant')),
  plain('the client refused', 'invalid_client', refusal(401, 'invalid_client')),
  plain('403, empty', 'invalid_client', raw(403, '')),
  plain('503', 'endpoint_server_error', html(503)),
  plain('429', 'rate_limited', raw(429, '')),
  { ...lost('silence', 'instance_timeout', silence), silentForMs: 10_000 },
  {
    name: 'refresh: a redirect',
    code: 'endpoint_redirected',
    answer: ({ targetOrigin }) => redirect(307, `${targetOrigin}/token`),
  },
];
