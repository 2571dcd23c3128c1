import { isOwnHost } from '@/lib/door/own-host';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** @throws AppError host_unknown when the request names another host than APP_URL */
export function requireOwnHost(request: Request): void {
  if (!isOwnHost(request.headers.get('host'), env().appUrl)) throw new AppError('host_unknown');
}
