import { badMember, badStatus } from '@/test/bad-answers/row';

const LONG = 'x'.repeat(70_000);
const TOKEN = { access_token: 'made-up', token_type: 'bearer' };

/** Grants in which one member is not what RFC 6749 §5.1 and RFC 6750 §2.1 say. */
export const TOKEN_MEMBERS = [
  ...[undefined, null, '', 7, true, [], {}].map((value) => badMember('access_token', value)),
  badMember('access_token', 'a b', 'with a blank'),
  badMember('access_token', 'a\r\nX-Evil: 1', 'with a line break'),
  badMember('access_token', 'a\u0000', 'with NUL'),
  badMember('access_token', 'tökén', 'with other letters'),
  badMember('access_token', 'a=b', 'with = inside'),
  badMember('access_token', 'a,b', 'with a comma'),
  badMember('access_token', LONG, 'of 70 kB'),
  ...[undefined, null, '', 'mac', 'DPoP', 'N_A', 'bearer ', 'bearer,dpop', 7, ['bearer']].map((value) =>
    badMember('token_type', value),
  ),
  ...[0, -1, '-5', 'soon', '', true, [], {}, 1e-9, '1e3', '0x10', ' 60'].map((value) =>
    badMember('expires_in', value),
  ),
  ...['', 7, {}, 'a\nb', 'tökén'].map((value) => badMember('refresh_token', value)),
  badMember('refresh_token', LONG, 'of 70 kB'),
  ...['no-jwt', 'a.b', 'a.b.c.d', '', 7, {}].map((value) => badMember('id_token', value)),
  badMember('id_token', `${LONG}.${LONG}.x`, 'of 140 kB'),
  ...[['core.user.read'], 7, {}].map((value) => badMember('scope', value)),
  badStatus(200, 'invalid_client', { ...TOKEN, error: 'invalid_client' }),
  badStatus(200, 'invalid_grant', {
    ...TOKEN,
    error: 'invalid_grant',
    error_description: 'a token, and yet none',
  }),
  ...[{ message: 'no' }, 1, true, ['invalid_client']].map((error) =>
    badStatus(200, 'oauth_error', { ...TOKEN, error }),
  ),
  badStatus(201, 'answer_invalid', TOKEN),
  badStatus(202, 'answer_invalid', TOKEN),
  badStatus(206, 'answer_invalid', TOKEN),
];
