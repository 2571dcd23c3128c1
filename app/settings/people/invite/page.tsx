import type { Metadata } from 'next';
import { InviteForm } from '@/app/settings/people/invite/invite-form';
import { requirePerson } from '@/lib/door/require-person';

export const metadata: Metadata = { title: 'Invite somebody' };

export default async function InvitePage() {
  await requirePerson('owner');
  return <InviteForm />;
}
