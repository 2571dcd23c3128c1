import type { Metadata } from 'next';
import { CompanySignIn } from '@/app/(door)/company-sign-in';
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
  const { arePasswordsOn, company } = env();
  const wanted = { purpose: 'invitation' as const, token: given };
  if (!arePasswordsOn) return <WithoutPasswords isReset={link.reset !== null} wanted={wanted} />;
  const other = company && <CompanySignIn wanted={wanted} />;
  if (link.reset) return <ResetForm token={given} company={other} {...link.reset} />;
  return <InvitationForm token={given} role={link.role} company={other} />;
}

interface WithoutPasswordsProps {
  isReset: boolean;
  wanted: { purpose: 'invitation'; token: string };
}

const WithoutPasswords = ({ isReset, wanted }: WithoutPasswordsProps) => (
  <DoorPage
    title="Invitation"
    sentence={
      isReset
        ? 'Get back in with your company account. It replaces every way in that you had, and your sessions everywhere end.'
        : 'Come in with your company account. You sign in with it from then on.'
    }
  >
    <CompanySignIn wanted={wanted} isOnlyWay />
  </DoorPage>
);
