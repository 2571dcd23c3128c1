import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookie, readCookie } from '../http/cookies.ts';
import { findUser, type PracticeUser } from '../users.ts';

const COOKIE = 'practice_session';

/** Signed-in people of the portal. In memory: after a restart everyone signs in again. */
export interface Sessions {
  /** Returns the Set-Cookie value. */
  open(user: PracticeUser): string;
  close(req: IncomingMessage): string;
  user(req: IncomingMessage): PracticeUser | undefined;
}

export function createSessions(): Sessions {
  const userIds = new Map<string, string>();
  return {
    open(user) {
      const id = randomBytes(24).toString('base64url');
      userIds.set(id, user.id);
      return cookie(COOKIE, id);
    },
    close(req) {
      userIds.delete(readCookie(req, COOKIE) ?? '');
      return cookie(COOKIE, '', '; Max-Age=0');
    },
    user(req) {
      const userId = userIds.get(readCookie(req, COOKIE) ?? '');
      return userId === undefined ? undefined : findUser(userId);
    },
  };
}
