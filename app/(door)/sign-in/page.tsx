import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DoorPage } from '@/app/(door)/door-page';
import { SignInForm } from '@/app/(door)/sign-in/sign-in-form';
import { getStore } from '@/lib/db/store';
import { currentPerson } from '@/lib/door/current-person';
import { canHavePasskeys, passkeySite } from '@/lib/door/passkey-site';
import { safeReturnPath } from '@/lib/door/return-path';
import { isAnybodyThere } from '@/lib/door/welcome';
import { env } from '@/lib/env';

// The door is all that a search engine could ever see.
export const metadata: Metadata = { title: 'Sign in', robots: { index: false, follow: false } };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnPath = safeReturnPath((await searchParams).to, env().appUrl);
  if (await currentPerson()) redirect(returnPath);
  const { db } = await getStore();
  if (!(await isAnybodyThere(db))) {
    return (
      <DoorPage
        title="Sign in"
        sentence="Nobody has an account here yet. Open the welcome link that the service printed when it started; it makes the first one."
      />
    );
  }
  return <SignInForm returnPath={returnPath} hasPasskeys={canHavePasskeys(passkeySite(env().appUrl))} />;
}
