import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** RFC 9110 §9.2.1. HEAD reaches the handlers of GET. */
export const isSafe = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/**
 * Route handlers have no CSRF check of their own. Unsafe methods must prove that our own page sent them: `Origin` equal to
 * APP_URL, whose absence is a refusal. Whatever the method, a browser that says another site asked is refused, so that
 * nothing behind a session can be embedded elsewhere.
 * @throws AppError bad_origin
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  // `none` is an address that was typed. Older browsers and programs send nothing.
  const isOwnSite = site === null || site === 'same-origin' || (site === 'none' && isSafe(request));
  const isOwnOrigin = isSafe(request) || request.headers.get('origin') === env().appUrl;
  if (!isOwnSite || !isOwnOrigin) throw new AppError('bad_origin');
}
