'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { callApi } from '@/components/wizard/call-api';
import { RequestedGranted } from '@/components/wizard/requested-granted';
import { StepFrame } from '@/components/wizard/step-frame';
import { StepSummary } from '@/components/wizard/step-summary';
import { useReportStream } from '@/components/wizard/use-report-stream';
import { ValidationReport } from '@/components/wizard/validation-report';
import { VerdictSection } from '@/components/wizard/verdict-section';
import { type StepName, stepPath } from '@/lib/accounts/steps';
import type { Problem } from '@/lib/http/problem';
import type { Report } from '@/lib/validation/report';
import { ApplyWords } from './apply-words';

type ResultAccount = Parameters<typeof ApplyWords>[0]['account'] & {
  id: string;
  label: string;
  host: string;
  finishedSteps: StepName[];
};

interface ResultViewProps {
  account: ResultAccount;
  report: Report | null;
  /** The token in use has no report of its own yet. */
  needsValidation: boolean;
  ledBackBecause: string | null;
  aside: ReactNode;
}

export function ResultView({ account, report, needsValidation, ledBackBecause, aside }: ResultViewProps) {
  const { id, label, host, finishedSteps } = account;
  const router = useRouter();
  const stream = useReportStream({ accountId: id, initial: report, startsByItself: needsValidation });
  const [isApplying, setIsApplying] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);

  async function apply() {
    setIsApplying(true);
    const answer = await callApi<{ next: string }>('POST', `/api/accounts/${id}/apply`);
    if (answer.ok) return router.push(`${answer.data.next}?done=applied`);
    setIsApplying(false);
    setProblem(answer.problem);
    setTries(tries + 1);
  }

  const isRunning = stream.state === 'running';
  return (
    <StepFrame
      step="result"
      accountId={id}
      finished={finishedSteps}
      label={label}
      host={host}
      summary={<StepSummary errors={[]} problem={problem} attempt={tries} />}
      aside={aside}
      asideLabel="Token and configuration"
    >
      {ledBackBecause && <Notice title={ledBackBecause} />}
      <VerdictSection stream={stream} />
      <section aria-labelledby="apply">
        <h2 id="apply" className="text-lg font-semibold">
          {account.appliedAt ? 'This account is in use' : 'Apply keeps this account'}
        </h2>
        <p className="mt-1 text-ink-2">
          <ApplyWords account={account} />
        </p>
        <div className="mt-4 flex flex-wrap gap-x-2 gap-y-3 md:gap-4">
          <Button variant="primary" onClick={apply} pendingWords="Saving…" isPending={isApplying}>
            Apply
          </Button>
          <Button onClick={stream.start} pendingWords="Validating…" isPending={isRunning}>
            Validate again
          </Button>
          <LinkButton href={stepPath(id, 'credentials')}>Back</LinkButton>
        </div>
      </section>
      <ValidationReport stream={stream} />
      {stream.report && <RequestedGranted report={stream.report} isRunning={isRunning} />}
    </StepFrame>
  );
}
