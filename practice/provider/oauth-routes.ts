import { sendJson, sendPage } from '../http/answer.ts';
import { route } from '../http/router.ts';
import { notFoundPage } from '../portal/plain-pages.ts';
import type { Handler } from '../practice.ts';
import { handleAuthorization, resumeAuthorization } from './authorization-gate.ts';
import { decideConsent, showConsent } from './consent-routes.ts';
import { handleToken } from './token-gate.ts';

const CONSENT = '/oauth2/authorizations/consent/:uid';

/** No such document of Coupa is known, so it is there only while its switch is on. */
const whenPublished: Handler = ({ req, res, practice }) => {
  if (practice.store.isFaultOn('discovery-published')) return void practice.provider.callback()(req, res);
  sendPage(res, 404, notFoundPage());
};

const refuseDevice: Handler = ({ res }) =>
  sendJson(res, 501, {
    error: 'not_modelled',
    error_description: 'Coupa has a device code grant. This practice instance does not model it.',
  });

export const OAUTH_ROUTES = [
  route('GET', '/oauth2/authorizations/new', handleAuthorization),
  route('GET', '/oauth2/authorizations/new/:uid', resumeAuthorization),
  route('GET', CONSENT, showConsent),
  route('POST', CONSENT, decideConsent),
  route('POST', '/oauth2/token', handleToken),
  route('POST', '/oauth2/access_tokens', handleToken),
  route('POST', '/oauth2/device_authorizations', refuseDevice),
  route('GET', '/.well-known/openid-configuration', whenPublished),
  route('GET', '/jwks.json', whenPublished),
];
