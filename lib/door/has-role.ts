import type { Person, Role } from '@/lib/door/person';

const RANK: Record<Role, number> = { viewer: 1, editor: 2, owner: 3 };

/** True when the person has this role or a higher one. */
export const hasRole = (person: Pick<Person, 'role'>, least: Role) => RANK[person.role] >= RANK[least];
