import { Disclosure } from '@/components/ui/disclosure';
import { Marked } from '@/components/ui/marked';
import { MarkedSteps } from '@/components/ui/marked-steps';
import type { AccountView } from '@/lib/accounts/view';
import { explainError } from '@/lib/coupa/error-atlas';

type Account = Pick<AccountView, 'instanceUrl' | 'redirectUri' | 'isTokenCurrent'>;

/** A redirect URI that Coupa does not know keeps the browser there, so no answer of ours can say it afterwards. */
export function RedirectHelp({ account }: { account: Account }) {
  const { instanceUrl, redirectUri, isTokenCurrent } = account;
  const context = { instanceUrl, redirectUri, isTokenCurrent };
  const { happened, why, fixerWords, steps } = explainError('redirect_uri_mismatch', {}, context);
  return (
    <Disclosure summary="Coupa shows an error page instead of asking?">
      <div className="space-y-2 text-sm">
        <p>
          Most likely: <Marked text={happened} /> <Marked text={why} />
        </p>
        <p>
          Who can mend it: <Marked text={fixerWords} />
        </p>
        <MarkedSteps steps={steps} />
      </div>
    </Disclosure>
  );
}
