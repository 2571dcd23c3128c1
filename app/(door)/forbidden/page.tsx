import type { Metadata } from 'next';
import { DoorPage } from '@/app/(door)/door-page';
import { LinkButton } from '@/components/ui/button';
import { requirePerson } from '@/lib/door/require-person';

export const metadata: Metadata = { title: 'Not allowed' };

/** Where `requirePerson` leads a person whose role is too low for a page. */
export default async function ForbiddenPage() {
  const { role } = await requirePerson();
  return (
    <DoorPage
      title="Your role does not allow this"
      sentence={`You are signed in as ${role}. Ask the owner of this service for a role that may change accounts.`}
    >
      <LinkButton href="/accounts">Go to the accounts</LinkButton>
    </DoorPage>
  );
}
