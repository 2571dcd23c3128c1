import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { getStore } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { readSessionCookie } from '@/lib/door/session-cookie';
import { checkSession } from '@/lib/door/sessions';
import { env } from '@/lib/env';

export type { Person, Role } from '@/lib/door/person';

/** Nobody is signed in by a cookie alone: the row decides, on every request. Asked several times while rendering one page, it looks once. */
export const currentPerson: () => Promise<Person | null> = cache(async () => {
  const cookieJar = await cookies();
  const store = await getStore();
  const sessionId = await readSessionCookie(store.ring, (name) => cookieJar.get(name)?.value);
  if (sessionId === null) return null;
  const address = (await headers()).get('x-forwarded-for') ?? 'unknown';
  return checkSession(store, sessionId, address, new Date(), env().isSecondFactorRequired);
});
