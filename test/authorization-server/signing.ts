import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** A signing key as an instance would publish it. */
export async function makeSigner(kid = 'key-1', alg = 'RS256') {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  const signAs = (header: JWTHeaderParameters, claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  return { kid, alg, jwk, signAs, sign: (claims: JWTPayload) => signAs({ alg, kid }, claims) };
}

export type Signer = Awaited<ReturnType<typeof makeSigner>>;

/** A JWT without a signature, or with one that is no signature. */
export function forge(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}
