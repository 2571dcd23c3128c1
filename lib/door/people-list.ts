import { asc, eq, ilike, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Role } from '@/lib/door/person';

export const PEOPLE_PAGE_SIZE = 50;

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** When a session of theirs was used last; null when none ever was. */
  lastSeenAt: string | null;
  createdAt: string;
  disabledAt: string | null;
}

export interface PeoplePage {
  rows: PersonRow[];
  total: number;
  page: number;
  pageSize: number;
}

/** One page of people by name, those who are disabled last. */
export async function listPeople(
  { db }: Store,
  { search, page }: { search: string; page: number },
): Promise<PeoplePage> {
  const found = searchClause(search);
  const [counted] = await db.select({ total: sql<number>`count(*)::int` }).from(people).where(found);
  const rows = await db
    .select(COLUMNS)
    .from(people)
    .where(found)
    .orderBy(isNotNull(people.disabledAt), sql`lower(${people.lastName})`, asc(people.firstName), people.id)
    .limit(PEOPLE_PAGE_SIZE)
    .offset((page - 1) * PEOPLE_PAGE_SIZE);
  return { rows: rows.map(toRow), total: counted?.total ?? 0, page, pageSize: PEOPLE_PAGE_SIZE };
}

/** One person for their own page among the settings; null when there is none of this id. */
export async function findPerson({ db }: Store, id: string): Promise<PersonRow | null> {
  const [row] = await db.select(COLUMNS).from(people).where(eq(people.id, id));
  return row ? toRow(row) : null;
}

/** With its table: in a query of one table columns stand without, and inside a subquery `id` would be another's. */
const PERSON_ID = sql`"people"."id"`;

const COLUMNS = {
  id: people.id,
  firstName: people.firstName,
  lastName: people.lastName,
  email: people.email,
  role: people.role,
  hasPassword: sql<boolean>`${people.passwordHash} is not null`,
  hasSecondFactor: sql<boolean>`(${people.totpConfirmedAt} is not null
    or exists (select 1 from passkeys k where k.person_id = ${PERSON_ID}))`,
  // As text: drivers read an instant of a column, not one inside an expression.
  lastSeenAt: sql<string | null>`(select to_char(max(s.last_seen_at) at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from sessions s where s.person_id = ${PERSON_ID})`,
  createdAt: people.createdAt,
  disabledAt: people.disabledAt,
};

type Selected = Omit<PersonRow, 'name' | 'createdAt' | 'disabledAt'> & {
  firstName: string;
  lastName: string;
  createdAt: Date;
  disabledAt: Date | null;
};

const toRow = ({ firstName, lastName, createdAt, disabledAt, ...row }: Selected): PersonRow => ({
  ...row,
  name: `${firstName} ${lastName}`,
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString() ?? null,
});

/** Name or email. `%` and `_` that a person typed mean themselves. */
function searchClause(search: string): SQL | undefined {
  const words = search.trim();
  if (words === '') return undefined;
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return or(
    ilike(people.email, pattern),
    sql`${people.firstName} || ' ' || ${people.lastName} ilike ${pattern}`,
  );
}
