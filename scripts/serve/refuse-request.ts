import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwnHost } from '../../lib/door/own-host.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Pages are read. What they change goes through the API; a posted page would be a Server Action, and there is none. */
const PAGE_METHODS = ['GET', 'HEAD'];

interface Options {
  appUrl: string;
  isDevelopment: boolean;
}

/**
 * Refuses what no browser sends and Next should never see: Next answers TRACE with 200, a foreign Host with a page and an
 * absolute-form target with a redirect to that host (measured). Returns true when it answered.
 */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { appUrl, isDevelopment }: Options,
): boolean {
  const { method = '', url = '' } = request;
  if (!METHODS.includes(method)) return refuseMethod(response, METHODS);
  if (!url.startsWith('/')) return refuse(response, 400, 'The request target must be a path.');
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1) return refuse(response, 400, 'A request names one Host.');
  if (!isOwnHost(hosts[0] ?? null, appUrl))
    return refuse(response, 421, `This service answers at ${appUrl} only. APP_URL sets that address.`);
  // The development server has addresses of its own that are posted to.
  if (!isDevelopment && !url.startsWith('/api/') && !PAGE_METHODS.includes(method))
    return refuseMethod(response, PAGE_METHODS);
  return false;
}

function refuseMethod(response: ServerResponse, allowed: string[]): true {
  response.setHeader('Allow', allowed.join(', '));
  return refuse(response, 405, 'This method is not used here.');
}

/** In words that any client can read; scripts/serve/fill-headers.ts adds the headers of every answer. */
export function refuse(response: ServerResponse, status: number, words: string): true {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${words}\n`);
  return true;
}
