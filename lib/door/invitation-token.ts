import { createHash } from 'node:crypto';

/** All that is kept of a link's 32 random bytes. */
export const hashOfLink = (token: string) => createHash('sha256').update(token).digest('base64url');
