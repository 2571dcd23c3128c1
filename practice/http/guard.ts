import type { IncomingMessage } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Against DNS rebinding: the page asked for has to be this machine's own, whatever name led here. */
export function isLoopbackHost(host: string | undefined): boolean {
  const url = host ? URL.parse(`http://${host}`) : null;
  return url !== null && LOOPBACK.has(url.hostname);
}

/** Against forged forms: browsers name the page a POST comes from. Callers without a browser send neither header. */
export function isSameOrigin(req: IncomingMessage): boolean {
  const { origin, host } = req.headers;
  if (origin !== undefined) return origin === `http://${host}`;
  const site = req.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
