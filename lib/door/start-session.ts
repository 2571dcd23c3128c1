import { recordEventAlone } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import type { SignInMethod } from '@/lib/door/person';
import { createSession } from '@/lib/door/sessions';

export type Factor = 'none' | 'totp' | 'recovery_code' | 'passkey';

/** Who asks, as far as a request tells. */
export interface Visitor {
  address: string;
  userAgent: string;
  /** Cookie of a browser in which somebody signed in before, if it has one. */
  browserCookie: string | undefined;
}

/** Starts the session of somebody who has proved everything, and writes it down. The line comes first: no session without one. */
export async function startSession(
  store: Store,
  { personId, method, factor }: { personId: string; method: SignInMethod; factor: Factor },
  { address, userAgent }: Visitor,
  now: Date,
): Promise<string> {
  await recordEventAlone(store, {
    kind: 'signed_in',
    by: { id: personId, address, apiKey: null },
    facts: { method, factor },
    at: now,
  });
  return createSession(
    store,
    { personId, method, hasSecondFactor: factor !== 'none', address, userAgent },
    now,
  );
}

/** A sign-in that was refused or has to wait: whose it was is written only when the person is known. */
export const noteRefusedSignIn = (
  store: Store,
  kind: 'sign_in_refused' | 'sign_in_throttled',
  personId: string | null,
  { address }: Visitor,
  facts: Record<string, string>,
  now: Date,
): Promise<void> =>
  recordEventAlone(store, {
    kind,
    by: personId === null ? null : { id: personId, address, apiKey: null },
    address,
    result: 'refused',
    facts,
    at: now,
  });
