import { sendPage } from '../http/answer.ts';
import { route } from '../http/router.ts';
import { notFoundPage } from '../portal/plain-pages.ts';
import type { Exchange } from '../practice.ts';
import { playApiFault, sendTooMany } from './api-faults.ts';
import { COLLECTIONS, type Collection } from './collections.ts';
import { type Bearer, readBearer } from './read-bearer.ts';
import { rowsOf } from './rows.ts';
import { keysOf, pick, selectRows } from './select-rows.ts';
import { sendErrors, sendRow, sendRows } from './write-answer.ts';

/** Texts and challenges of the gem's resource side (modelled); callers should go by the status. */
const NO_TOKEN = 'The access token provided is expired, revoked, malformed or invalid for other reasons.';
const NO_SCOPE = 'The request requires higher privileges than provided by the access token.';
const challenge = (error: string) => ({
  'WWW-Authenticate': `Bearer realm="Coupa practice API", error="${error}"`,
});

async function handleRead(exchange: Exchange) {
  const { req, res, url, practice } = exchange;
  if (playApiFault(practice.store, res)) return;
  const bearer = await readBearer(exchange);
  if (!bearer) return sendErrors(req, res, 401, NO_TOKEN, challenge('invalid_token'));
  if (!practice.limiter.take(bearer.clientId)) return sendTooMany(res);
  const wanted = findWanted(url.pathname);
  if (!wanted) return sendPage(res, 404, notFoundPage());
  const { collection, id } = wanted;
  const needed = id === null ? collection.listScopes : collection.showScopes;
  if (!needed.some((scope) => bearer.scopes.includes(scope))) {
    return sendErrors(req, res, 403, NO_SCOPE, challenge('insufficient_scope'));
  }
  if (id === null)
    return sendRows(req, res, collection.path, selectRows(visible(collection, bearer), url.searchParams));
  showOne(exchange, collection, bearer, id);
}

const visible = (collection: Collection, bearer: Bearer) => rowsOf(collection.path, bearer.user);

function showOne({ req, res, url }: Exchange, collection: Collection, bearer: Bearer, id: number) {
  const row = visible(collection, bearer).find((candidate) => candidate.id === id);
  if (!row) return sendErrors(req, res, 404, 'Resource not found.');
  const keys = keysOf(url.searchParams);
  sendRow(req, res, collection.path, keys ? pick(row, keys) : row);
}

function findWanted(pathname: string): { collection: Collection; id: number | null } | null {
  const list = COLLECTIONS.get(pathname);
  if (list) return { collection: list, id: null };
  const [, path = '', id = ''] = /^(.*)\/(\d{1,9})$/.exec(pathname) ?? [];
  const collection = COLLECTIONS.get(path);
  return collection ? { collection, id: Number(id) } : null;
}

/** Only reading is modelled: for any other method the router answers 405. */
export const API_ROUTES = [route('GET', '/api/*', handleRead)];
