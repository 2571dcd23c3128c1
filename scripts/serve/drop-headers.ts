import type { IncomingMessage } from 'node:http';

/**
 * Headers that speak for us and never for a client. Next takes the nonce for its scripts from the request's policy; the
 * last one tells a page its address. proxy.ts sets them anew; without it there is none, rather than a client's.
 */
const OURS = ['content-security-policy', 'content-security-policy-report-only', 'x-own-path'];

export function dropHeaders(request: IncomingMessage): void {
  for (const name of OURS) delete request.headers[name];
}
