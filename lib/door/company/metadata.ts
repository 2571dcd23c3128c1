import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { checkUrl } from '@/lib/oauth/allowed-url';
import { readJsonObject } from '@/lib/oauth/json-answer';
import type { Outbound, OutboundAnswer } from '@/lib/oauth/outbound';
import { cleanServerText } from '@/lib/oauth/server-text';
import type { ClientAuthMethod, Endpoints } from '@/lib/oauth/types';

/** Where the company's identity provider takes requests. Keys are not an offer here: without them nobody could be known. */
export interface CompanyMetadata {
  endpoints: Endpoints & { jwksUri: string };
  authMethod: ClientAuthMethod;
}

/** Signatures that anybody can check and only the provider can make: no `none`, and none that the client secret could make. */
const ALGORITHMS = new Set([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]);

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  /** REQUIRED by Discovery §3; RS256 is what every provider must know. */
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  /** Discovery §3: Basic when it is left out. */
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});

/**
 * The discovery document of the configured issuer (OpenID Connect Discovery 1.0 §4), used only if it names exactly that issuer
 * (§4.3, ASVS 10.5.3). Its endpoints may lie on other hosts, under the same rules as everything outside.
 * @throws AppError issuer_mismatch, endpoint_not_found, instance_not_allowed, answer_*, and those of the outbound guard
 */
export async function fetchMetadata(issuer: string, outbound: Outbound): Promise<CompanyMetadata> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await outbound.send({
    method: 'GET',
    url,
    headers: { accept: 'application/json' },
    sent: {},
  });
  return readMetadata(issuer, answer);
}

function readMetadata(issuer: string, answer: OutboundAnswer): CompanyMetadata {
  const { host } = new URL(issuer);
  if (answer.status !== 200)
    throw new AppError('endpoint_not_found', { facts: { host, status: answer.status } });
  const { data } = documentSchema.safeParse(readJsonObject(answer));
  const fail = (reason: string) => new AppError('answer_invalid', { facts: { host, reason } });
  if (!data) throw fail('its discovery document lacks something');
  if (data.issuer !== issuer) {
    const found = cleanServerText(data.issuer).slice(0, 200);
    throw new AppError('issuer_mismatch', { facts: { expected: issuer, found } });
  }
  const idTokenAlgorithms = data.id_token_signing_alg_values_supported.filter((name) => ALGORITHMS.has(name));
  if (idTokenAlgorithms.length === 0) throw fail('it signs in no way that can be checked');
  const at = (address: string) =>
    checkUrl(address, { isAllowed: () => true, loopbackHosts: [host] }).url.href;
  return {
    endpoints: {
      issuer,
      authorization: at(data.authorization_endpoint),
      token: at(data.token_endpoint),
      jwksUri: at(data.jwks_uri),
      idTokenAlgorithms,
      ...(data.userinfo_endpoint && { userinfo: at(data.userinfo_endpoint) }),
      ...(data.authorization_response_iss_parameter_supported && { sendsIssuer: true }),
      source: 'discovered',
    },
    authMethod: data.token_endpoint_auth_methods_supported.includes('client_secret_basic')
      ? 'client_secret_basic'
      : 'client_secret_post',
  };
}
