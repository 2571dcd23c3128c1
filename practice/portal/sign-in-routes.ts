import { sendPage, sendSeeOther } from '../http/answer.ts';
import { cookie, ENGINE_COOKIES } from '../http/cookies.ts';
import { readForm } from '../http/read-body.ts';
import { route } from '../http/router.ts';
import type { Exchange } from '../practice.ts';
import { findUserByLogin } from '../users.ts';
import { homePage, signInPage } from './sign-in-pages.ts';
import { signedIn } from './signed-in.ts';

/** The protocol engine keeps a session of its own; it ends whenever the person changes. */
const END_ENGINE_SESSION = [ENGINE_COOKIES.session, `${ENGINE_COOKIES.session}.sig`].map((name) =>
  cookie(name, '', '; Max-Age=0'),
);

const HOME = '/user/home';

/** Only a path of this instance: `//host` and `/\host` would lead elsewhere. */
const ownPath = (text: string | null) => (text && /^\/(?![/\\])/.test(text) ? text : HOME);

function showSignIn({ res, url }: Exchange) {
  sendPage(
    res,
    200,
    signInPage({ login: '', returnTo: ownPath(url.searchParams.get('return_to')), hasFailed: false }),
  );
}

async function signIn({ req, res, practice }: Exchange) {
  const form = await readForm(req);
  const login = (form.get('login') ?? '').trim();
  const returnTo = ownPath(form.get('return_to'));
  const user = findUserByLogin(login);
  if (!user || user.password !== form.get('password')) {
    return sendPage(res, 422, signInPage({ login, returnTo, hasFailed: true }));
  }
  res.setHeader('Set-Cookie', [practice.sessions.open(user), ...END_ENGINE_SESSION]);
  sendSeeOther(res, returnTo);
}

function signOut({ req, res, practice }: Exchange) {
  res.setHeader('Set-Cookie', [practice.sessions.close(req), ...END_ENGINE_SESSION]);
  sendSeeOther(res, '/session/new');
}

export const SIGN_IN_ROUTES = [
  route('GET', '/session/new', showSignIn),
  route('POST', '/session', signIn),
  route('POST', '/session/end', signOut),
  route(
    'GET',
    HOME,
    signedIn(({ res, practice }, user) => sendPage(res, 200, homePage(user, practice.appUrl))),
  ),
];
