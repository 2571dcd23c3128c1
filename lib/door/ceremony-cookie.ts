import { cookies } from 'next/headers';
import { CEREMONY_MS } from '@/lib/door/ceremonies';
import { cookieName, ownCookie } from '@/lib/door/session-cookie';

/** No link from elsewhere carries on a ceremony, so the cookie goes with our own pages' requests only. */
const options = () => ({ ...ownCookie('ceremony').options, sameSite: 'strict' }) as const;

export async function keepCeremony(id: string): Promise<void> {
  (await cookies()).set(cookieName('ceremony'), id, { ...options(), maxAge: CEREMONY_MS / 1000 });
}

/** Id of the ceremony that this browser is in; an empty one, which nothing has, when it is in none. */
export async function readCeremony(): Promise<string> {
  return (await cookies()).get(cookieName('ceremony'))?.value ?? '';
}

export async function forgetCeremony(): Promise<void> {
  (await cookies()).set(cookieName('ceremony'), '', { ...options(), maxAge: 0 });
}
