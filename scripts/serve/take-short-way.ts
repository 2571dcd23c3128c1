import type { IncomingMessage, ServerResponse } from 'node:http';
import { NextRequest } from 'next/server.js';
import { shortWays } from '../../lib/http/short-way.ts';
import { log } from '../../lib/log.ts';
import type { Route } from './read-routes.ts';
import { refuse } from './refuse-request.ts';

type RouteOf = (path: string) => Route | null;

/**
 * Answers a GET by key with the route's own handler, without Next's way to it, where lib/http/short-way.ts offers that. False
 * when it is Next's: also for a path that is spelt in another way than the route's.
 */
export function takeShortWay(request: IncomingMessage, response: ServerResponse, routeOf: RouteOf): boolean {
  const { method, url = '', headers } = request;
  if (method !== 'GET' || headers.authorization === undefined) return false;
  const [path = ''] = url.split('?', 1);
  const route = path.includes('%') ? null : routeOf(path);
  const handle = route && shortWays().get(route.name);
  if (!handle) return false;
  const params = Promise.resolve({ ...route.pattern.exec(path)?.groups });
  void send(response, () => handle(toNextRequest(url, headers), { params }));
  return true;
}

/** The guard knows the host by its header; of the address only path and query are looked at. */
const toNextRequest = (url: string, headers: IncomingMessage['headers']) =>
  new NextRequest(`http://localhost${url}`, { headers: headers as Record<string, string> });

async function send(response: ServerResponse, handle: () => Promise<Response>): Promise<void> {
  try {
    const answer = await handle();
    const body = Buffer.from(await answer.arrayBuffer());
    response.setHeaders(answer.headers);
    if (answer.status !== 304) response.setHeader('Content-Length', body.length);
    response.writeHead(answer.status).end(body);
  } catch (error) {
    // The guard answers whatever goes wrong inside; this is for the rest.
    log.error('request_failed', { error: error instanceof Error ? error : null });
    if (!response.headersSent) refuse(response, 500, 'Something went wrong here.');
  }
}
