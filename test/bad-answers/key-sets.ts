import {
  breakOff,
  flood,
  hangUp,
  html,
  json,
  jsonText,
  raw,
  redirect,
  silence,
} from '@/test/authorization-server/answers';
import { type BadAnswer, bad } from '@/test/bad-answers/row';

/** Published keys with which nothing can be verified. Whatever is wrong with them, the ID token counts for nothing. */
const unusable = (name: string, answer: Parameters<typeof bad>[2]) => bad(name, 'id_token_invalid', answer);
const keyOf = (name: string, change: (jwk: object) => object): BadAnswer => ({
  name,
  code: 'id_token_invalid',
  answer: ({ signer }) => json(200, { keys: [change(signer.jwk)] }),
});

export const KEY_SETS: BadAnswer[] = [
  unusable('keys: 404', html(404)),
  unusable('keys: 503', html(503)),
  unusable('keys: a page', html(200)),
  unusable('keys: cut', jsonText('{"keys":[')),
  unusable('keys: a body that breaks off', breakOff('{"keys":[')),
  unusable('keys: no connection', hangUp),
  unusable('keys: a list', json(200, [])),
  unusable('keys: none', json(200, { keys: [] })),
  unusable('keys: no list of them', json(200, { keys: 7 })),
  unusable('keys: nothing', json(200, {})),
  unusable('keys: null among them', json(200, { keys: [null] })),
  unusable(
    'keys: one of another kid',
    json(200, { keys: [{ kid: 'other', kty: 'RSA', n: 'AQAB', e: 'AQAB' }] }),
  ),
  unusable('keys: a shared secret', json(200, { keys: [{ kid: 'key-1', kty: 'oct', k: 'bWFkZS11cA' }] })),
  unusable(
    'keys: an RSA key of 512 bit',
    json(200, { keys: [{ kid: 'key-1', kty: 'RSA', alg: 'RS256', n: 'u'.repeat(86), e: 'AQAB' }] }),
  ),
  keyOf('keys: for encryption only', (jwk) => ({ ...jwk, use: 'enc' })),
  keyOf('keys: for another algorithm', (jwk) => ({ ...jwk, alg: 'RS512' })),
  keyOf('keys: without their number', ({ n: _, ...jwk }: { n?: string }) => jwk),
  {
    ...unusable(
      'keys: 64 MB',
      flood(64, () => undefined),
    ),
    isHeavy: true,
  },
  unusable(
    'keys: 5 MB of blanks',
    raw(200, Buffer.alloc(5_000_000, ' '), { 'Content-Type': 'application/json' }),
  ),
  { ...unusable('keys: silence', silence), silentForMs: 10_000 },
  {
    name: 'keys: elsewhere, by a redirect',
    code: 'id_token_invalid',
    answer: ({ targetOrigin }) => redirect(302, `${targetOrigin}/jwks`),
  },
];
