import { redirect } from 'next/navigation';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';

/** The settings begin with the first page that the role may see. */
export default async function SettingsPage() {
  redirect(hasRole(await requirePerson(), 'owner') ? '/settings/people' : '/settings/audit');
}
