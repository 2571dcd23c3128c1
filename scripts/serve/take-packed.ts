import type { IncomingMessage, ServerResponse } from 'node:http';

/** Any quality but none (RFC 9110 §12.5.3). */
const TAKES_BROTLI = /(?:^|[\s,])br\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))/;

/**
 * Leads a request for a file of the build to its packed form, where the client takes that; Next then sends it as it is. What it is
 * stands in its address, so it is said here: by the name of the packed file Next could not tell.
 */
export function takePacked(
  request: IncomingMessage,
  response: ServerResponse,
  packed: ReadonlySet<string>,
): void {
  const [address = ''] = (request.url ?? '').split('?', 1);
  if (!packed.has(address)) return;
  response.setHeader('Vary', 'Accept-Encoding');
  if (!TAKES_BROTLI.test(String(request.headers['accept-encoding'] ?? ''))) return;
  response.setHeader('Content-Encoding', 'br');
  const type = address.endsWith('.css') ? 'text/css' : 'application/javascript';
  response.setHeader('Content-Type', `${type}; charset=UTF-8`);
  request.url = `${address}.br`;
}
