import { asc, isNull, sql } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Role } from '@/lib/door/person';

export interface ChoosablePerson {
  id: string;
  name: string;
  role: Role;
}

/** Everybody who may sign in, by name. Two of one name are told apart by their address. */
export async function listChoosablePeople({ db }: Store): Promise<ChoosablePerson[]> {
  const rows = await db
    .select({
      id: people.id,
      name: sql<string>`${people.firstName} || ' ' || ${people.lastName}`,
      email: people.email,
      role: people.role,
    })
    .from(people)
    .where(isNull(people.disabledAt))
    .orderBy(sql`lower(${people.lastName})`, asc(people.firstName), people.id);
  const bearers = Map.groupBy(rows, ({ name }) => name);
  return rows.map(({ id, name, email, role }) => ({
    id,
    role,
    name: (bearers.get(name)?.length ?? 0) > 1 ? `${name} (${email})` : name,
  }));
}
