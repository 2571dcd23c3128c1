import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** RFC 9110 §9.2.1. HEAD reaches the handlers of GET. */
export const isSafe = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/**
 * Route handlers have no CSRF check of their own. Unsafe methods must prove that our own page sent them:
 * `Origin` equal to APP_URL (its absence is a refusal), and `Sec-Fetch-Site: same-origin` where the browser sends it.
 * @throws AppError bad_origin
 */
export function requireSameOrigin(request: Request): void {
  if (isSafe(request)) return;
  const site = request.headers.get('sec-fetch-site');
  if (request.headers.get('origin') !== env().appUrl || (site !== null && site !== 'same-origin')) {
    throw new AppError('bad_origin');
  }
}
