import type { IncomingMessage, ServerResponse } from 'node:http';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Refuses what no browser sends and Next should never see: Next answers TRACE with 200 and an absolute-form target with a
 * redirect to that host (measured). Returns true when it answered.
 */
export function refuseRequest(request: IncomingMessage, response: ServerResponse): boolean {
  if (!METHODS.includes(request.method ?? '')) {
    response.setHeader('Allow', METHODS.join(', '));
    return refuse(response, 405, 'This method is not used here.');
  }
  if (!request.url?.startsWith('/')) {
    return refuse(response, 400, 'The request target must be a path.');
  }
  return false;
}

function refuse(response: ServerResponse, status: number, words: string): true {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(`${words}\n`);
  return true;
}
