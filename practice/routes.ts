import { API_ROUTES } from './api/api-routes.ts';
import { sendPage } from './http/answer.ts';
import { type Route, route } from './http/router.ts';
import { CLIENT_ROUTES } from './portal/clients-routes.ts';
import { FILE_ROUTES } from './portal/files-routes.ts';
import { SETUP_ROUTES } from './portal/setup-routes.ts';
import { SIGN_IN_ROUTES } from './portal/sign-in-routes.ts';
import { OAUTH_ROUTES } from './provider/oauth-routes.ts';
import { aboutPage } from './training/about-page.ts';
import { TRAINING_CLIENT_ROUTES } from './training/clients-routes.ts';
import { FAULT_ROUTES } from './training/faults-routes.ts';
import { startPage } from './training/start-page.ts';

/** Everything that this instance answers to. Below /practice nothing is Coupa's. */
export const ROUTES: readonly Route[] = [
  route('GET', '/', ({ req, res, practice }) =>
    sendPage(res, 200, startPage(practice.appUrl, practice.sessions.user(req))),
  ),
  route('GET', '/practice/about', ({ req, res, practice }) =>
    sendPage(res, 200, aboutPage(practice.sessions.user(req))),
  ),
  ...SIGN_IN_ROUTES,
  ...SETUP_ROUTES,
  ...CLIENT_ROUTES,
  ...OAUTH_ROUTES,
  ...API_ROUTES,
  ...FAULT_ROUTES,
  ...TRAINING_CLIENT_ROUTES,
  ...FILE_ROUTES,
];
