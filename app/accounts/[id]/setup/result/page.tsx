import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { canRenew } from '@/app/accounts/[id]/actions-of';
import { configurationOf } from '@/app/accounts/[id]/configuration-of';
import { openStep, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { ExportList } from '@/components/wizard/export-list';
import { ForConsumer } from '@/components/wizard/for-consumer';
import { TokenSection } from '@/components/wizard/token-section';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountView, TokenView } from '@/lib/accounts/view';
import { ResultView } from './result-view';

export const metadata: Metadata = { title: 'Result' };

export default async function ResultPage(props: StepPageProps) {
  const { account, person, ledBackBecause } = await openStep('result', props);
  const { id, token, report } = account;
  if (!token) redirect(stepPath(id, 'credentials'));
  const configuration = configurationOf(account, person);
  return (
    <ResultView
      account={{
        id,
        label: account.label,
        host: new URL(account.instanceUrl).host,
        finishedSteps: account.finishedSteps,
        appliedAt: account.appliedAt,
        renewalDueAt: canRenew(account) ? (account.upkeep?.renewalDueAt ?? null) : null,
        tokenEndsAt: token.expiresAt,
        usableScopes: usableScopes(account, token),
      }}
      report={report}
      needsValidation={report === null || report.startedAt < token.obtainedAt}
      ledBackBecause={ledBackBecause}
      aside={
        <>
          <TokenSection accountId={id} token={token} />
          <ForConsumer accountId={id} configuration={configuration}>
            <h3 className="mt-6 mb-1 font-semibold">{configuration.first ? 'Other formats' : 'Formats'}</h3>
            <ExportList accountId={id} exports={configuration.exports} />
          </ForConsumer>
        </>
      }
    />
  );
}

/** Both requested and granted; all that are granted where the token was asked for its own. */
function usableScopes({ scopes, scopeSource }: AccountView, { grantedScopes }: TokenView): number | null {
  if (!grantedScopes) return null;
  return grantedScopes.filter((scope) => scopeSource === 'from_token' || scopes.includes(scope)).length;
}
