import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  clockTolerance,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { Client, ClientAuthMethod, Clock, Endpoints } from '@/lib/oauth/types';

/** RFC 7519 §4.1.4 allows "some small leeway" for the times in an ID token. */
const LEEWAY_SECONDS = 30;

/** openid-client's view of one client at one instance, for one request. */
export function configure(
  endpoints: Endpoints,
  client: Client,
  method: ClientAuthMethod,
  clock: Clock,
): Configuration {
  const { issuer, authorization, token, revocation, jwksUri, idTokenAlgorithms, sendsIssuer } = endpoints;
  const server = {
    issuer,
    authorization_endpoint: authorization,
    token_endpoint: token,
    ...(revocation && { revocation_endpoint: revocation }),
    ...(jwksUri && { jwks_uri: jwksUri }),
    ...(idTokenAlgorithms && { id_token_signing_alg_values_supported: idTokenAlgorithms }),
    ...(sendsIssuer && { authorization_response_iss_parameter_supported: true }),
  };
  const times = {
    [clockSkew]: Math.round((clock.now().getTime() - Date.now()) / 1000),
    [clockTolerance]: LEEWAY_SECONDS,
  };
  const config = new Configuration(server, client.clientId, times, authentication(method, client));
  // The outbound guard keeps the deadline.
  config.timeout = 0;
  // The guard lets plain http pass only to this machine.
  if (token.startsWith('http:')) allowInsecureRequests(config);
  // By default OpenID Connect lets TLS stand in for the signature (OIDC Core §3.1.3.7); where keys are published it is checked.
  if (jwksUri) enableNonRepudiationChecks(config);
  return config;
}

/** In the body, or form-urlencoded in the header (RFC 6749 §2.3.1), or not at all (PKCE without a secret). */
function authentication(method: ClientAuthMethod, { clientSecret }: Client): ClientAuth {
  if (method === 'none' || !clientSecret) return None();
  return method === 'client_secret_basic' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}
