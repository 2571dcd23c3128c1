import { type JWTHeaderParameters, SignJWT } from 'jose';
import { CLIENT } from '@/test/authorization-server/instance';
import { forge } from '@/test/authorization-server/signing';
import type { Setting } from '@/test/bad-answers/row';

export interface BadIdToken {
  name: string;
  make(setting: Setting): string | Promise<string>;
  /** Its claims are right as far as the library looks, so the published keys are asked for. */
  asksForKeys: boolean;
}

const DAY_SECONDS = 86_400;

const claim = (
  name: string,
  parts: (setting: Setting, nowSeconds: number) => Record<string, unknown>,
  asksForKeys = false,
): BadIdToken => ({
  name,
  asksForKeys,
  make: (setting) => {
    const nowSeconds = setting.clock.now().getTime() / 1000;
    return setting.signer.sign(setting.claims(parts(setting, nowSeconds)));
  },
});
const header = (
  name: string,
  parts: object,
  asksForKeys: boolean,
  by: 'signer' | 'stranger' = 'signer',
): BadIdToken => ({
  name,
  asksForKeys,
  make: (setting) => {
    const known = { alg: 'RS256', kid: setting.signer.kid, ...parts } as JWTHeaderParameters;
    return setting[by].signAs(known, setting.claims());
  },
});
const forged = (name: string, head: object, signature = '', asksForKeys = false): BadIdToken => ({
  name,
  asksForKeys,
  make: ({ claims }) => forge(head, claims(), signature),
});

/** ID tokens of a login at an instance that publishes keys, each wrong in one thing (OIDC Core §3.1.3.7). */
export const ID_TOKENS: BadIdToken[] = [
  claim('iss of another', () => ({ iss: 'https://evil.example' })),
  claim('iss with a slash', ({ origin }) => ({ iss: `${origin}/` })),
  claim('iss in capitals', ({ origin }) => ({ iss: origin.toUpperCase() })),
  claim('iss left out', () => ({ iss: undefined })),
  claim('iss a list', ({ origin }) => ({ iss: [origin] })),
  claim('aud of another client', () => ({ aud: 'other' })),
  claim('aud left out', () => ({ aud: undefined })),
  claim('aud a number', () => ({ aud: 7 })),
  claim('aud an empty list', () => ({ aud: [] })),
  claim('aud with a second, no azp', () => ({ aud: [CLIENT.clientId, 'other'] })),
  claim('aud with a second, azp of it', () => ({ aud: [CLIENT.clientId, 'other'], azp: 'other' })),
  claim('aud right, azp of another', () => ({ azp: 'other' }), true),
  claim('exp left out', () => ({ exp: undefined })),
  claim('exp in the past', (_, now) => ({ exp: now - 31 })),
  claim('exp a text', (_, now) => ({ exp: String(now + 600) })),
  claim('nbf ahead', (_, now) => ({ nbf: now + 60 })),
  claim('iat left out', () => ({ iat: undefined })),
  claim('iat a text', (_, now) => ({ iat: String(now) })),
  claim('iat a week ago', (_, now) => ({ iat: now - 7 * DAY_SECONDS }), true),
  claim('iat an hour ahead', (_, now) => ({ iat: now + 3600 }), true),
  claim('sub left out', () => ({ sub: undefined })),
  claim('sub empty', () => ({ sub: '' }), true),
  claim('sub a number', () => ({ sub: 7 })),
  claim('nonce of another login', () => ({ nonce: 'made-up-other' })),
  claim('nonce left out', () => ({ nonce: undefined })),
  claim('nonce a list', ({ claims }) => ({ nonce: [claims().nonce] })),
  claim('at_hash of another token', () => ({ at_hash: 'x'.repeat(22) }), true),
  claim('at_hash a number', () => ({ at_hash: 7 }), true),
  header('signed by another key under the same kid', {}, true, 'stranger'),
  header('a kid that is not published', { kid: 'made-up' }, true, 'stranger'),
  header(
    'a key that it brings itself, jwk',
    { kid: 'made-up', jwk: { kty: 'oct', k: 'bWFkZS11cA' } },
    true,
    'stranger',
  ),
  header('a key elsewhere, jku', { kid: 'made-up', jku: 'https://evil.example/jwks' }, true, 'stranger'),
  header(
    'a certificate elsewhere, x5u',
    { kid: 'made-up', x5u: 'https://evil.example/x5u' },
    true,
    'stranger',
  ),
  header('the type of an access token', { typ: 'at+jwt' }, true),
  header('the type of a logout token', { typ: 'logout+jwt' }, true),
  forged('alg none', { alg: 'none' }),
  forged('alg None', { alg: 'None' }, 'bWFkZS11cA'),
  forged('no alg', {}, 'bWFkZS11cA'),
  forged('alg that is not in the list of the instance', { alg: 'ES256', kid: 'key-1' }, 'bWFkZS11cA'),
  forged('a signature that is none', { alg: 'RS256', kid: 'key-1' }, 'bWFkZS11cA', true),
  forged('a critical extension', { alg: 'RS256', kid: 'key-1', crit: ['exp'] }, 'bWFkZS11cA'),
  {
    name: 'HS256 with the client secret',
    asksForKeys: false,
    make: ({ claims }) => {
      const key = new TextEncoder().encode(CLIENT.clientSecret);
      return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(key);
    },
  },
  {
    name: 'claims changed under a right signature',
    asksForKeys: true,
    make: async ({ signer, claims }) => {
      const [head, , signature] = (await signer.sign(claims())).split('.');
      const body = Buffer.from(JSON.stringify(claims({ sub: 'person-2' }))).toString('base64url');
      return [head, body, signature].join('.');
    },
  },
  { name: 'no JWT inside', asksForKeys: false, make: () => 'a.b.c' },
  {
    name: 'claims that are a list',
    asksForKeys: false,
    make: ({ claims }) => forge({ alg: 'RS256' }, [claims()], 'bWFkZS11cA'),
  },
];
