import type { Metadata } from 'next';
import { CompanyIdentity } from '@/app/you/company-identity';
import { PasswordForm } from '@/app/you/password-form';
import { ProfileForm } from '@/app/you/profile-form';
import { SecondFactors } from '@/app/you/second-factors';
import { SessionList } from '@/app/you/session-list';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { hasPassword } from '@/lib/door/own-profile';
import { requirePerson } from '@/lib/door/require-person';
import { listSessions } from '@/lib/door/session-list';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';

export const metadata: Metadata = { title: 'Your sign-in' };

/** What a person has to sign in with, and where they are signed in. Open before the second factor that is set up here. */
export default async function YouPage() {
  const person = await requirePerson('viewer', { beforeSecondFactor: true });
  const { store, clock } = await requestContext();
  const sessions = await listSessions(store, person, clock.now());
  const canChangePassword = env().arePasswordsOn && (await hasPassword(store, person.id));
  return (
    <div className="wrap pt-8 md:pt-12">
      <div className="max-w-[42rem]">
        <PageTitle title="Your sign-in" sentence={`You sign in as ${person.email}. Role: ${person.role}.`} />
        {person.needsSecondFactor && (
          <div className="mt-8">
            <Notice tone="wait" title="Set up a second factor to go on">
              <p>This service demands one of everybody who signs in with a password. It takes a minute.</p>
            </Notice>
          </div>
        )}
        <div className="mt-10 space-y-12">
          {person.needsSecondFactor && <SecondFactors person={person} />}
          {!person.needsSecondFactor && (
            <>
              <ProfileForm firstName={person.firstName} lastName={person.lastName} />
              {canChangePassword && <PasswordForm email={person.email} />}
              <SecondFactors person={person} />
              <CompanyIdentity person={person} />
            </>
          )}
          <SessionList sessions={sessions} />
        </div>
      </div>
    </div>
  );
}
