import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { currentPerson, type Person, type Role } from '@/lib/door/current-person';
import { hasRole } from '@/lib/door/has-role';
import { OWN_PATH_HEADER } from '@/lib/door/own-path';

/**
 * First line of a page: the person, or a redirect: to signing in (and back), to setting up the second factor that is
 * demanded here, or to the words for a role that is too low.
 */
export async function requirePerson(
  least: Role = 'viewer',
  { beforeSecondFactor = false }: { beforeSecondFactor?: boolean } = {},
): Promise<Person> {
  const person = await currentPerson();
  if (!person) {
    const ownPath = (await headers()).get(OWN_PATH_HEADER) ?? '/accounts';
    redirect(`/sign-in?to=${encodeURIComponent(ownPath)}`);
  }
  if (person.needsSecondFactor && !beforeSecondFactor) redirect('/you');
  if (!hasRole(person, least)) redirect('/forbidden');
  return person;
}
