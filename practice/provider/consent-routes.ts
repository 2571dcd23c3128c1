import { splitScopes } from '../clients/scopes.ts';
import { sendPage } from '../http/answer.ts';
import { readForm } from '../http/read-body.ts';
import { authorizationErrorPage } from '../portal/authorization-error-page.ts';
import { consentPage } from '../portal/consent-page.ts';
import { pageHeaders } from '../portal/page-headers.ts';
import { signedIn } from '../portal/signed-in.ts';
import type { Exchange } from '../practice.ts';
import type { PracticeUser } from '../users.ts';
import { apiAudience } from './lifetimes.ts';

const DENIED = {
  error: 'access_denied',
  error_description: 'The end-user or authorization server denied the request.',
};

/** What a consent page is about, or null when it is over: decided, an hour old, or of another browser. */
async function readConsent({ req, res, practice }: Exchange) {
  const details = await practice.provider.interactionDetails(req, res).catch(() => null);
  if (!details) return null;
  const { client_id: clientId, redirect_uri: redirectUri, scope } = details.params;
  const client = practice.store.findClient(String(clientId));
  return client ? { client, scopes: splitScopes(String(scope)), redirectUri: String(redirectUri) } : null;
}

const OVER = authorizationErrorPage(
  'invalid_request',
  'This request is over. Start again where it came from.',
);

export const showConsent = signedIn(async (exchange, user) => {
  const { res, params } = exchange;
  const consent = await readConsent(exchange);
  if (!consent) return sendPage(res, 400, OVER);
  const page = consentPage({
    user,
    clientName: consent.client.name,
    scopes: consent.scopes,
    uid: params[0] ?? '',
  });
  // Browsers apply form-action to the redirect after the form as well, so the client's origin is allowed.
  sendPage(res, 200, page, pageHeaders(new URL(consent.redirectUri).origin));
});

export const decideConsent = signedIn(async (exchange, user) => {
  const { req, res, practice } = exchange;
  const decision = (await readForm(req)).get('decision');
  const consent = await readConsent(exchange);
  if (!consent) return sendPage(res, 400, OVER);
  const result =
    decision === 'allow'
      ? { login: { accountId: user.id }, consent: { grantId: await grantScopes(exchange, user, consent) } }
      : DENIED;
  await practice.provider.interactionFinished(req, res, result);
});

async function grantScopes(
  { practice }: Exchange,
  user: PracticeUser,
  { client, scopes }: { client: { clientId: string }; scopes: string[] },
): Promise<string> {
  const grant = new practice.provider.Grant({ accountId: user.id, clientId: client.clientId });
  grant.addOIDCScope(scopes.join(' '));
  grant.addResourceScope(apiAudience(practice.origin), scopes.join(' '));
  return grant.save();
}
