import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendPage, sendText } from './http/answer.ts';
import { isLoopbackHost, isSameOrigin } from './http/guard.ts';
import { BodyTooLarge } from './http/read-body.ts';
import { findRoute } from './http/router.ts';
import { notFoundPage, plainErrorPage } from './portal/plain-pages.ts';
import type { Exchange, Practice } from './practice.ts';
import { ROUTES } from './routes.ts';

export async function handleRequest(practice: Practice, req: IncomingMessage, res: ServerResponse) {
  // The clock fault moves this header too, so that a caller can notice it.
  res.setHeader('Date', new Date(practice.now()).toUTCString());
  try {
    await answer(practice, req, res);
  } catch (error) {
    answerError(error, res);
  }
}

async function answer(practice: Practice, req: IncomingMessage, res: ServerResponse) {
  const { method = 'GET' } = req;
  const url = URL.parse(req.url ?? '/', practice.origin);
  if (!url || !isLoopbackHost(req.headers.host)) {
    return sendText(res, 421, 'text/plain', 'The practice instance answers to localhost only.\n');
  }
  if (method !== 'GET' && method !== 'HEAD' && !isSameOrigin(req)) {
    return sendText(res, 403, 'text/plain', 'This request came from a page of another origin.\n');
  }
  const found = findRoute(ROUTES, method, url.pathname);
  const exchange: Exchange = { req, res, url, params: [], practice };
  if (found.route) return found.route.handle({ ...exchange, params: found.params });
  if (found.allowed.length === 0) return sendPage(res, 404, notFoundPage(practice.sessions.user(req)));
  sendText(res, 405, 'text/plain', `${method} is not answered here.\n`, { Allow: found.allowed.join(', ') });
}

function answerError(error: unknown, res: ServerResponse) {
  const isTooLarge = error instanceof BodyTooLarge;
  if (!isTooLarge) console.error('The practice Coupa could not answer:', error);
  if (res.headersSent) return void res.destroy();
  if (isTooLarge) return sendText(res, 413, 'text/plain', `${error.message}\n`, { Connection: 'close' });
  sendPage(res, 500, plainErrorPage('Something went wrong'));
}
