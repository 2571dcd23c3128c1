import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CompanySignIn } from '@/app/(door)/company-sign-in';
import { DoorPage } from '@/app/(door)/door-page';
import { SignInForm } from '@/app/(door)/sign-in/sign-in-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { getStore } from '@/lib/db/store';
import { companyFailureWords } from '@/lib/door/company/failure-words';
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
  const { to, problem } = await searchParams;
  const { appUrl, company, arePasswordsOn } = env();
  const returnPath = safeReturnPath(to, appUrl);
  if (await currentPerson()) redirect(returnPath);
  const failure = company && companyFailureWords(problem, company.name);
  const summary = failure && <ErrorSummary errors={[{ message: failure }]} attempt={0} />;
  const { db } = await getStore();
  if (!(await isAnybodyThere(db))) {
    return (
      <DoorPage
        title="Sign in"
        sentence="Nobody has an account here yet. Open the welcome link that the service printed when it started; it makes the first one."
        summary={summary}
      />
    );
  }
  if (!arePasswordsOn) {
    return (
      <DoorPage
        title="Sign in"
        sentence="Set up Coupa accounts, prove that they work, and hand them over. Your Coupa password is never asked for here."
        summary={summary}
      >
        <CompanySignIn wanted={{ purpose: 'sign_in', to: returnPath }} isOnlyWay />
        <p className="mt-8 text-sm text-ink-2">No access yet? Ask an owner of this service.</p>
      </DoorPage>
    );
  }
  return (
    <SignInForm
      returnPath={returnPath}
      hasPasskeys={canHavePasskeys(passkeySite(appUrl))}
      problem={failure}
      company={company && <CompanySignIn wanted={{ purpose: 'sign_in', to: returnPath }} />}
    />
  );
}
