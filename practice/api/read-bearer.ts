import { jwtVerify } from 'jose';
import { splitScopes } from '../clients/scopes.ts';
import type { Exchange } from '../practice.ts';
import { apiAudience } from '../provider/lifetimes.ts';
import { findUser, type PracticeUser } from '../users.ts';

export interface Bearer {
  clientId: string;
  scopes: string[];
  /** The person who consented; none for client credentials. */
  user: PracticeUser | undefined;
}

/** Coupa asks callers to wait this long after getting a token. */
const ACTIVATION_SECONDS = 5;

/** null when the token is missing, foreign, expired, or, under that fault, too young. `Bearer` in any case of letters. */
export async function readBearer({ req, practice }: Exchange): Promise<Bearer | null> {
  const token = /^bearer ([\w.-]+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!token) return null;
  const verified = await jwtVerify(token, practice.verifyKey, {
    issuer: practice.origin,
    audience: apiAudience(practice.origin),
    algorithms: ['RS256'],
    currentDate: new Date(practice.now()),
  }).catch(() => null);
  if (!verified) return null;
  const { sub, iat, client_id: clientId, scope } = verified.payload;
  const ageSeconds = practice.now() / 1000 - Number(iat);
  if (practice.store.isFaultOn('activation-delay') && ageSeconds < ACTIVATION_SECONDS) return null;
  return { clientId: String(clientId), scopes: splitScopes(String(scope ?? '')), user: findUser(sub ?? '') };
}
