import { DefinitionList } from '@/components/ui/definition-list';
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
  const { title, happened, why, fixerWords, steps } = explainError('redirect_uri_mismatch', {}, context);
  return (
    <Disclosure summary="Coupa shows an error page instead of asking?">
      <p className="mb-3">{title}, most likely.</p>
      <DefinitionList
        items={[
          { term: 'What happened', value: <Marked text={happened} /> },
          { term: 'Why', value: <Marked text={why} /> },
          { term: 'Who fixes it', value: <Marked text={fixerWords} /> },
          { term: 'How', value: <MarkedSteps steps={steps} /> },
        ]}
      />
    </Disclosure>
  );
}
