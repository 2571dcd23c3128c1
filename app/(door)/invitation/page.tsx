import type { Metadata } from 'next';
import { DoorPage } from '@/app/(door)/door-page';
import { InvitationForm } from '@/app/(door)/invitation/invitation-form';
import { ResetForm } from '@/app/(door)/invitation/reset-form';
import { LinkButton } from '@/components/ui/button';
import { getStore } from '@/lib/db/store';
import { invitationState } from '@/lib/door/invitation-state';
import { INVITATION_WORDS } from '@/lib/door/invitation-words';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false, follow: false } };

interface InvitationPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Looking at the link uses nothing; only the form does. */
export default async function InvitationPage({ searchParams }: InvitationPageProps) {
  const { token } = await searchParams;
  const given = typeof token === 'string' ? token : '';
  const link = await invitationState(await getStore(), given, new Date());
  if (link.state !== 'open') {
    const { title, sentence } = INVITATION_WORDS[link.state];
    return (
      <DoorPage title={title} sentence={sentence}>
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </DoorPage>
    );
  }
  if (!env().arePasswordsOn) return <WithoutPasswords />;
  if (link.reset) return <ResetForm token={given} {...link.reset} />;
  return <InvitationForm token={given} role={link.role} />;
}

const WithoutPasswords = () => (
  <DoorPage
    title="Invitation"
    sentence="Passwords are turned off here. You come in by the company’s sign-in."
  />
);
