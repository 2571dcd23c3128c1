import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import { StepRow } from '@/components/wizard/step-row';
import { STEPS, type StepName, stepNumber } from '@/lib/accounts/steps';

interface StepFrameProps {
  step: StepName;
  /** Null while the account is not yet made: its later steps are words, not links. */
  accountId: string | null;
  finished: readonly StepName[];
  label?: string;
  host?: string;
  /** One sentence under the title. */
  sentence?: ReactNode;
  /** Error summary; stands above everything. */
  summary?: ReactNode;
  /** What to do. */
  children: ReactNode;
  /** What is seen over there; stays in view. */
  aside?: ReactNode;
  /** Spoken name of the right column. */
  asideLabel?: string;
  buttons?: ReactNode;
}

/** Act at the left, show at the right; in one column act, show, buttons. */
export const StepFrame = ({
  step,
  sentence,
  summary,
  children,
  aside,
  asideLabel = 'What you see in Coupa',
  buttons,
  ...account
}: StepFrameProps) => (
  <>
    <StepRow step={step} {...account} />
    <div className="wrap grid gap-x-18 pt-8 md:pt-12 lg:grid-cols-[minmax(0,600fr)_minmax(0,528fr)] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">
        {summary}
        <PageTitle
          title={STEPS[stepNumber(step) - 1]?.title}
          above={`Step ${stepNumber(step)} of ${STEPS.length}`}
          sentence={sentence}
        />
        <div className="mt-8 space-y-8">{children}</div>
      </div>
      {aside && (
        <aside
          aria-label={asideLabel}
          className="min-w-0 max-lg:mt-12 lg:col-start-2 lg:row-span-2 lg:row-start-1"
        >
          <div className="space-y-12 lg:sticky lg:top-8">{aside}</div>
        </aside>
      )}
      {buttons && <div className="mt-10 lg:col-start-1">{buttons}</div>}
    </div>
  </>
);
