import { headers } from 'next/headers';
import { LinkCompany } from '@/app/you/link-company';
import { UnlinkCompany } from '@/app/you/unlink-company';
import { YouSection } from '@/app/you/you-section';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import { getStore } from '@/lib/db/store';
import { companyFailureWords } from '@/lib/door/company/failure-words';
import { linkedSince } from '@/lib/door/company/unlink';
import { OWN_PATH_HEADER } from '@/lib/door/own-path';
import type { Person } from '@/lib/door/person';
import { env } from '@/lib/env';

/** The company account as a way in: linked or not, and what went wrong on the last way back. Nothing where there is no company. */
export async function CompanyIdentity({ person }: { person: Person }) {
  const { company, arePasswordsOn } = env();
  if (!company) return null;
  const since = await linkedSince(await getStore(), person.id, company.issuer);
  const { host } = new URL(company.issuer);
  const failure = companyFailureWords(await problemInAddress(), company.name);
  return (
    <YouSection id="company" title="Company account">
      <div className="space-y-4">
        {failure && (
          <Notice title="That did not work" tone="wait">
            {failure}
          </Notice>
        )}
        {since ? (
          <>
            <p>
              Linked to {company.name} since <LocalTime at={since.toISOString()} />.{' '}
              {arePasswordsOn ? 'You can sign in with it.' : 'It is the only way in here, so it stays.'}
            </p>
            {arePasswordsOn && <UnlinkCompany name={company.name} />}
          </>
        ) : (
          <>
            <p>
              Link your account at {company.name} ({host}) to sign in with it. You leave for {host}, sign in
              there, and come back.
            </p>
            <LinkCompany />
          </>
        )}
      </div>
    </YouSection>
  );
}

/** A server component is not told its own address; proxy.ts is. */
async function problemInAddress(): Promise<string | null> {
  const ownPath = (await headers()).get(OWN_PATH_HEADER) ?? '';
  return URL.parse(ownPath, env().appUrl)?.searchParams.get('problem') ?? null;
}
