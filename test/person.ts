import { randomUUID } from 'node:crypto';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person, Role } from '@/lib/door/person';

/** Somebody new in the store, as the guard would hand them on: signed in just now, from this machine. */
export async function makePerson(store: Store, role: Role = 'owner'): Promise<Person> {
  const name = { email: `${randomUUID()}@acme.example`, firstName: 'Maya', lastName: 'Lindqvist' };
  const [made] = await store.db
    .insert(people)
    .values({ ...name, role })
    .returning();
  if (!made) throw new Error('nobody was made');
  return {
    ...name,
    id: made.id,
    role,
    sessionIdHash: `session-of-${name.email}`,
    sessionId: null,
    confirmedAt: new Date(),
    needsSecondFactor: false,
    address: '127.0.0.1',
    apiKey: null,
  };
}
