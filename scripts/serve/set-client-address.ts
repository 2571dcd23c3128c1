import type { IncomingMessage } from 'node:http';

const FORWARDED = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip'];

/**
 * Leaves one trusted address in `x-forwarded-for`, for throttling, and drops every other forwarding header.
 * We serve plain http, so an https APP_URL means that a reverse proxy stands before us and appended the last entry;
 * without one the header is the client's own invention.
 */
export function setClientAddress(request: IncomingMessage, isBehindProxy: boolean): void {
  for (const name of FORWARDED) delete request.headers[name];
  const appended = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  request.headers['x-forwarded-for'] =
    (isBehindProxy && appended) || request.socket.remoteAddress || 'unknown';
}
