import type { AdapterPayload } from 'oidc-provider';
import type { PracticeClient } from '../clients/client.ts';

/**
 * A client in RFC 7591 words. The token gate accepts Basic and body alike (as Coupa does) and hands on one form only,
 * so the method here is what the gate sends.
 */
export function clientMetadata(client: PracticeClient): AdapterPayload {
  const isCode = client.grantType === 'authorization_code';
  const hasProof = client.clientProof === 'pkce';
  return {
    client_id: client.clientId,
    client_name: client.name,
    ...(hasProof ? {} : { client_secret: client.clientSecret }),
    token_endpoint_auth_method: hasProof ? 'none' : 'client_secret_post',
    grant_types: isCode ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
    response_types: isCode ? ['code'] : [],
    redirect_uris: client.redirectUris,
    scope: client.scopes.join(' '),
  };
}
