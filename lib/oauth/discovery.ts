import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { REQUESTS } from '@/lib/oauth/destinations';
import { readJsonObject } from '@/lib/oauth/json-answer';
import type { Outbound } from '@/lib/oauth/outbound';
import { cleanServerText } from '@/lib/oauth/server-text';
import type { Endpoints } from '@/lib/oauth/types';

/** Why the endpoints are what they are. */
export type DiscoveryOutcome =
  | 'used'
  | 'absent'
  | 'unreachable'
  | 'unusable'
  | 'other-issuer'
  | 'endpoints-elsewhere';

export interface Discovery {
  endpoints: Endpoints;
  outcome: DiscoveryOutcome;
}

const KEPT_MS = 10 * 60_000;
/** After a failure of the network the next Authorize may ask again soon. */
const KEPT_AFTER_FAILURE_MS = 60_000;
const MAX_KEPT = 200;

const address = z.url({ protocol: /^https?$/ });
const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address.optional(),
  userinfo_endpoint: z.string().optional(),
  revocation_endpoint: z.string().optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});

const kept = new WeakMap<Outbound, Map<string, { discovery: Discovery; untilMs: number }>>();

/**
 * OpenID Connect Discovery 1.0 §4, as an offer that an instance may make: its document is used only if its issuer is exactly the
 * instance (§4.3, RFC 8414 §3.3) and every endpoint lies there. In every other case the derived endpoints stand. Never throws for
 * what an instance answers; what was found is kept for some minutes.
 */
export async function discoverEndpoints(
  origin: string,
  derived: Endpoints,
  outbound: Outbound,
): Promise<Discovery> {
  const found = kept.get(outbound) ?? new Map();
  kept.set(outbound, found);
  const nowMs = outbound.clock.now().getTime();
  const known = found.get(origin);
  if (known && known.untilMs > nowMs) return known.discovery;

  const discovery = await ask(origin, derived, outbound);
  const keptMs = discovery.outcome === 'unreachable' ? KEPT_AFTER_FAILURE_MS : KEPT_MS;
  found.delete(origin);
  found.set(origin, { discovery, untilMs: nowMs + keptMs });
  const [oldest] = found.keys();
  if (found.size > MAX_KEPT && oldest !== undefined) found.delete(oldest);
  return discovery;
}

async function ask(origin: string, derived: Endpoints, outbound: Outbound): Promise<Discovery> {
  const url = `${origin}/.well-known/openid-configuration`;
  const headers = { accept: 'application/json' };
  const { deadlineMs } = REQUESTS.discovery;
  try {
    const answer = await outbound.send({ method: 'GET', url, headers, sent: {}, deadlineMs });
    if (answer.status !== 200) return { endpoints: derived, outcome: 'absent' };
    return judge(origin, derived, documentSchema.safeParse(readJsonObject(answer)).data);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'instance_not_allowed') throw error;
    return { endpoints: derived, outcome: error.code.startsWith('instance_') ? 'unreachable' : 'unusable' };
  }
}

function judge(origin: string, derived: Endpoints, found?: z.infer<typeof documentSchema>): Discovery {
  if (!found) return { endpoints: derived, outcome: 'unusable' };
  const { issuer, authorization_endpoint: authorization, token_endpoint: token, jwks_uri: jwksUri } = found;
  if (issuer !== origin) {
    const otherIssuer = cleanServerText(issuer).slice(0, 200) || 'none';
    return { endpoints: { ...derived, otherIssuer }, outcome: 'other-issuer' };
  }
  const isElsewhere = [authorization, token, jwksUri].some((url) => url && new URL(url).origin !== origin);
  if (isElsewhere) return { endpoints: derived, outcome: 'endpoints-elsewhere' };
  // A document may name one of another service; the token of this instance does not go there.
  const { userinfo_endpoint: userinfo, revocation_endpoint: revocation } = found;
  return {
    outcome: 'used',
    endpoints: {
      issuer,
      authorization,
      token,
      jwksUri,
      idTokenAlgorithms: found.id_token_signing_alg_values_supported,
      authMethods: found.token_endpoint_auth_methods_supported,
      sendsIssuer: found.authorization_response_iss_parameter_supported,
      ...(userinfo && URL.parse(userinfo)?.origin === origin && { userinfo }),
      ...(revocation && URL.parse(revocation)?.origin === origin && { revocation }),
      source: 'discovered',
    },
  };
}
