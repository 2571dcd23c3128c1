import { z } from 'zod';
import type { CompanyIdentity } from '@/lib/door/company/identity';
import type { CompanyProvider } from '@/lib/door/company/provider';
import { normalEmail } from '@/lib/door/person-schema';
import { AppError } from '@/lib/errors';
import { readJsonObject } from '@/lib/oauth/json-answer';
import { cleanServerText } from '@/lib/oauth/server-text';
import type { TokenGrant } from '@/lib/oauth/types';

export interface CompanyProfile {
  email: string;
  firstName: string;
  lastName: string;
}

const emailSchema = z.string().transform(normalEmail).pipe(z.email().max(254));

/**
 * Name and email of somebody new, from the ID token or, where it has no email, from UserInfo (OIDC Core §5.4). They are what is
 * shown; who somebody is they do not decide.
 * @throws AppError company_no_email, id_token_invalid when UserInfo speaks of another person, answer_*
 */
export async function readProfile(
  provider: CompanyProvider,
  grant: TokenGrant,
  identity: CompanyIdentity,
): Promise<CompanyProfile> {
  const isWhole = typeof identity.claims.email === 'string';
  const claims = isWhole
    ? identity.claims
    : { ...identity.claims, ...(await askUserinfo(provider, grant, identity.subject)) };
  const email = emailSchema.safeParse(claims.email);
  if (!email.success) throw new AppError('company_no_email');
  return { email: email.data, ...nameOf(claims, email.data) };
}

/** OIDC Core §5.3.2: of an answer about another subject nothing may be used. */
async function askUserinfo({ endpoints, outbound }: CompanyProvider, grant: TokenGrant, subject: string) {
  if (!endpoints.userinfo) return {};
  const answer = await outbound.send({
    method: 'GET',
    url: endpoints.userinfo,
    headers: { accept: 'application/json', authorization: `Bearer ${grant.accessToken}` },
    sent: { Authorization: 'Bearer, token hidden' },
  });
  if (answer.status !== 200) return {};
  const claims = readJsonObject(answer);
  if (claims.sub !== subject)
    throw new AppError('id_token_invalid', { facts: { reason: 'sub of userinfo' } });
  return claims;
}

/** Given and family name, else the whole name at its last blank, else what stands before the @. */
function nameOf(claims: Record<string, unknown>, email: string) {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' ? cleanServerText(value).slice(0, 100) : '';
  };
  const [given, family, whole] = [text('given_name'), text('family_name'), text('name')];
  if (given && family) return { firstName: given, lastName: family };
  const [, first, last] = /^(.+) (\S+)$/.exec(whole) ?? [];
  if (first && last) return { firstName: first, lastName: last };
  return { firstName: given || whole || (email.split('@')[0] ?? email), lastName: family };
}
