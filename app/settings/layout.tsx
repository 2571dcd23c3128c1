import type { ReactNode } from 'react';
import { SettingsNavigation } from '@/app/settings/settings-navigation';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';

/** The way between the settings. Each page asks for its own role. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  return (
    <div className="wrap pt-4 md:pt-6">
      <SettingsNavigation isOwner={hasRole(person, 'owner')} />
      <div className="pt-6 md:pt-8">{children}</div>
    </div>
  );
}
