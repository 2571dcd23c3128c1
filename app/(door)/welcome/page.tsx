import type { Metadata } from 'next';
import { DoorPage } from '@/app/(door)/door-page';
import { WelcomeForm } from '@/app/(door)/welcome/welcome-form';
import { LinkButton } from '@/components/ui/button';
import { getStore } from '@/lib/db/store';
import { isAnybodyThere, welcomeState } from '@/lib/door/welcome';
import { WELCOME_WORDS } from '@/lib/door/welcome-words';

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
  if (state === 'open') return <WelcomeForm token={given} />;
  const words = WELCOME_WORDS[(await isAnybodyThere(store.db)) ? 'used' : state];
  return (
    <DoorPage title={words.title} sentence={words.sentence}>
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </DoorPage>
  );
}
