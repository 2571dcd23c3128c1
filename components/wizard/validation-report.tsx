'use client';

import { Button } from '@/components/ui/button';
import { CheckGroupList } from '@/components/ui/check-line';
import { CopyButton } from '@/components/ui/copy-button';
import { LocalTime } from '@/components/ui/local-time';
import { ProgressWords } from '@/components/ui/progress-words';
import { FoldedChecks } from '@/components/wizard/folded-checks';
import { progressWords, settleOpenChecks } from '@/components/wizard/report-progress';
import type { ReportStream } from '@/components/wizard/use-report-stream';
import type { CheckGroup } from '@/lib/validation/report';
import { formatReportText } from '@/lib/validation/report-text';

/** Each head states the rule behind its group. */
const GROUPS: { group: CheckGroup; title: string }[] = [
  { group: 'token', title: 'Token' },
  { group: 'reads', title: 'One cheap read for each granted read scope, 5 seconds after the token' },
  { group: 'writes', title: 'Write scopes are never tried' },
];

interface ValidationReportProps {
  stream: ReportStream;
  /** Groups stand folded with their outcome, for a page on which the report is one thing of many. */
  isFolded?: boolean;
}

/** The report check by check. Each check settles where it stands. */
export function ValidationReport({ stream, isFolded }: ValidationReportProps) {
  const { report, state, plannedChecks, cancel } = stream;
  if (!report) return null;
  const isRunning = state === 'running';
  const checks = settleOpenChecks(report.checks, state);
  const Group = isFolded && !isRunning ? FoldedChecks : CheckGroupList;
  return (
    <section aria-labelledby="validation-report">
      <h2 id="validation-report" className="text-lg font-semibold">
        Validation report
      </h2>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <ProgressWords isRunning={isRunning}>
          Started <LocalTime at={report.startedAt} form={isFolded ? 'moment' : 'clock'} />.{' '}
          {progressWords(checks, state === 'idle' || state === 'ended' ? 0 : plannedChecks)}.
        </ProgressWords>
        {isRunning ? (
          <Button variant="text" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <CopyButton words="Copy as text" text={formatReportText({ ...report, checks })} />
        )}
      </div>
      {GROUPS.map(({ group, title }) => (
        <Group key={group} title={title} checks={checks.filter((check) => check.group === group)} />
      ))}
    </section>
  );
}
