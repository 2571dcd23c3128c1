import type { Metadata } from 'next';
import { CompanySignIn } from '@/app/(door)/company-sign-in';
import { DoorPage } from '@/app/(door)/door-page';
import { WelcomeForm } from '@/app/(door)/welcome/welcome-form';
import { LinkButton } from '@/components/ui/button';
import { getStore } from '@/lib/db/store';
import { isAnybodyThere, welcomeState } from '@/lib/door/welcome';
import { WELCOME_WORDS } from '@/lib/door/welcome-words';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Welcome', robots: { index: false, follow: false } };

interface WelcomePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Looking at the link uses nothing; only the form does. */
export default async function WelcomePage({ searchParams }: WelcomePageProps) {
  const { token } = await searchParams;
  const store = await getStore();
  const given = typeof token === 'string' ? token : '';
  const state = await welcomeState(store, given, new Date());
  if (state === 'open') return <OpenWelcome token={given} />;
  const words = WELCOME_WORDS[(await isAnybodyThere(store.db)) ? 'used' : state];
  return (
    <DoorPage title={words.title} sentence={words.sentence}>
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </DoorPage>
  );
}

function OpenWelcome({ token }: { token: string }) {
  const { arePasswordsOn, company } = env();
  const wanted = { purpose: 'welcome' as const, token };
  if (arePasswordsOn)
    return <WelcomeForm token={token} company={company && <CompanySignIn wanted={wanted} />} />;
  return (
    <DoorPage
      title="Welcome"
      sentence="Become the owner of this service with your company account. The owner sets up Coupa accounts and looks after them."
    >
      <CompanySignIn wanted={wanted} isOnlyWay />
    </DoorPage>
  );
}
