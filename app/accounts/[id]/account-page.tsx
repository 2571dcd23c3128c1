'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { focusTitle } from '@/components/ui/focus-title';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { type ApiAnswer, callApi } from '@/components/wizard/call-api';
import { StepSummary } from '@/components/wizard/step-summary';
import { useReportStream } from '@/components/wizard/use-report-stream';
import { ValidationReport } from '@/components/wizard/validation-report';
import { VerdictSection } from '@/components/wizard/verdict-section';
import type { Problem } from '@/lib/http/problem';
import type { Report } from '@/lib/validation/report';
import { AccountActions } from './account-actions';
import type { AccountAction } from './actions-of';

interface AccountPageProps {
  account: Parameters<typeof AccountActions>[0]['account'] & { label: string };
  /** Viewers see everything but what changes something. */
  canEdit: boolean;
  report: Report | null;
  /** What has just been done on the page before. */
  done: string | null;
  above: ReactNode;
  sentence: ReactNode;
  status: ReactNode;
  configuration: ReactNode;
  history: ReactNode;
  aside: ReactNode;
}

const DONE = {
  renew: 'Renewed. The new token is in use.',
  restore: 'Restored, as it was before it was deleted.',
};

/** One account: what is so, what can be done, and what happened. */
export function AccountPage({ account, canEdit, report, ...slots }: AccountPageProps) {
  const router = useRouter();
  const stream = useReportStream({
    accountId: account.id,
    initial: report,
    onEnd: () => router.refresh(),
  });
  const [pending, setPending] = useState<AccountAction | null>(null);
  const [doneHere, setDoneHere] = useState<string | null>();
  // Whatever was done here before a deletion is no longer so.
  const isDeleted = account.status.kind === 'deleted';
  const done = doneHere === undefined || isDeleted ? slots.done : doneHere;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);

  async function press(action: 'renew' | 'validate' | 'restore') {
    setDoneHere(null);
    setProblem(null);
    if (action === 'validate') return stream.start();
    setPending(action);
    const answer: ApiAnswer<unknown> = await callApi('POST', `/api/accounts/${account.id}/${action}`);
    setPending(null);
    if (answer.ok) {
      setDoneHere(DONE[action]);
      // Its button goes; focus would be lost with it.
      if (action === 'restore') focusTitle();
    } else {
      setProblem(answer.problem);
      setTries((before) => before + 1);
    }
    // Also after a failure: why it failed stands in the account now.
    router.refresh();
  }

  const isValidating = stream.state === 'running';
  const hasReport = report !== null || stream.state !== 'idle';
  return (
    <div className="wrap pt-8 md:pt-12">
      <StepSummary errors={[]} problem={problem} attempt={tries} />
      <PageTitle
        above={slots.above}
        title={account.label}
        sentence={slots.sentence}
        actions={
          canEdit && (
            <AccountActions account={account} pending={isValidating ? 'validate' : pending} onPress={press} />
          )
        }
      />
      <div role="status" className={done ? 'mt-6' : ''}>
        {done && <Notice title={done} />}
      </div>
      <div className="mt-8 grid gap-x-18 gap-y-12 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-12">
          {slots.status}
          {hasReport && (
            <div className="space-y-8">
              <VerdictSection stream={stream} />
              <ValidationReport stream={stream} isFolded />
            </div>
          )}
          {slots.configuration}
          {slots.history}
        </div>
        <aside aria-label="Details and configuration" className="min-w-0 space-y-12">
          {slots.aside}
        </aside>
      </div>
    </div>
  );
}
