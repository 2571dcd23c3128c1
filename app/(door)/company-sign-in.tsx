import { CompanyButton } from '@/components/door/company-button';
import { env } from '@/lib/env';

type Wanted = { purpose: 'sign_in'; to: string } | { purpose: 'welcome' | 'invitation'; token: string };

/** The button for the company's sign-in and where it leads; nothing where none is set up. */
export function CompanySignIn({ wanted, isOnlyWay = false }: { wanted: Wanted; isOnlyWay?: boolean }) {
  const { company } = env();
  if (!company) return null;
  return (
    <div>
      <CompanyButton
        path="/api/auth/signin/company"
        body={wanted}
        className="w-full"
        variant={isOnlyWay ? 'primary' : 'secondary'}
      >
        {wanted.purpose === 'sign_in' ? `Sign in with ${company.name}` : `Continue with ${company.name}`}
      </CompanyButton>
      <p className="mt-2 text-sm text-ink-2">
        You leave for <strong className="font-semibold text-ink">{new URL(company.issuer).host}</strong>, sign
        in there, and come back.
      </p>
    </div>
  );
}
