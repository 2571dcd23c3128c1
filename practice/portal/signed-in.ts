import { sendPage, sendSeeOther } from '../http/answer.ts';
import type { Exchange, Handler } from '../practice.ts';
import type { PracticeUser } from '../users.ts';
import { forbiddenPage } from './plain-pages.ts';

type SignedInHandler = (exchange: Exchange, user: PracticeUser) => void | Promise<void>;

/** Whoever is not signed in goes to the sign-in page first and then comes back. */
export const signedIn =
  (handle: SignedInHandler): Handler =>
  (exchange) => {
    const { req, res, url, practice } = exchange;
    const user = practice.sessions.user(req);
    if (user) return handle(exchange, user);
    const returnTo = req.method === 'GET' ? `${url.pathname}${url.search}` : '/user/home';
    sendSeeOther(res, `/session/new?${new URLSearchParams({ return_to: returnTo })}`);
  };

export const adminOnly = (handle: SignedInHandler): Handler =>
  signedIn((exchange, user) =>
    user.isAdmin ? handle(exchange, user) : sendPage(exchange.res, 403, forbiddenPage(user)),
  );
