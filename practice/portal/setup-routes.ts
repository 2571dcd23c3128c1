import { SCOPES } from '../clients/scopes.ts';
import { sendPage } from '../http/answer.ts';
import { route } from '../http/router.ts';
import { notFoundPage } from './plain-pages.ts';
import { scopePage, scopesPage } from './scopes-pages.ts';
import { setupPage } from './setup-page.ts';
import { adminOnly } from './signed-in.ts';

/** Coupa numbers its scope pages (`/oauth2/scopes/{id}`); the name works here too. */
const scopeOf = (key = '') => SCOPES.find((scope, index) => scope.name === key || String(index + 1) === key);

const showScope = adminOnly(({ res, params }, user) => {
  const scope = scopeOf(params[0]);
  if (scope) return sendPage(res, 200, scopePage(user, scope));
  sendPage(res, 404, notFoundPage(user));
});

export const SETUP_ROUTES = [
  route(
    'GET',
    '/administration/setup',
    adminOnly(({ res }, user) => sendPage(res, 200, setupPage(user))),
  ),
  route(
    'GET',
    '/oauth2/scopes',
    adminOnly(({ res }, user) => sendPage(res, 200, scopesPage(user))),
  ),
  route('GET', '/oauth2/scopes/:key', showScope),
];
