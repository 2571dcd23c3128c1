'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import type { SummaryError } from '@/components/ui/error-summary';
import { Notice } from '@/components/ui/notice';
import { ConsequenceNotice } from '@/components/wizard/consequence-notice';
import type { StepAccount } from '@/components/wizard/step-account';
import { StepButtons } from '@/components/wizard/step-buttons';
import { StepFrame } from '@/components/wizard/step-frame';
import { StepSummary } from '@/components/wizard/step-summary';
import type { StepName } from '@/lib/accounts/steps';
import type { Problem } from '@/lib/http/problem';

interface StepFormProps {
  step: StepName;
  /** Null until the first Continue makes it. */
  account: StepAccount | null;
  ledBackBecause: string | null;
  sentence: ReactNode;
  aside: ReactNode;
  backHref: string;
  /** Messages at fields, in the order of the page. */
  errors: readonly SummaryError[];
  /** What our own API refused as a whole. */
  problem: Problem | null;
  attempt: number;
  /** What saving will undo, said before the second press saves. */
  consequences: readonly string[];
  isSending: boolean;
  /** Something was entered that leaving has to save first. */
  isDirty: boolean;
  /** Checks, saves, and goes where it is told, or else to the step that the server names. */
  submit(then?: string): unknown;
  children: ReactNode;
}

/** What the forms of the first three steps have in common around their fields. */
export function StepForm({ step, account, submit, children, ...form }: StepFormProps) {
  const router = useRouter();
  return (
    <form
      // Should the script not be there yet, nothing typed may land in the address.
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <StepFrame
        step={step}
        accountId={account?.id ?? null}
        finished={account?.finishedSteps ?? []}
        label={account?.label}
        host={account ? new URL(account.instanceUrl).host : undefined}
        sentence={form.sentence}
        summary={<StepSummary errors={form.errors} problem={form.problem} attempt={form.attempt} />}
        aside={form.aside}
        buttons={
          <>
            <ConsequenceNotice sentences={form.consequences} />
            <StepButtons
              words="Continue"
              pendingWords="Saving…"
              isPending={form.isSending}
              backHref={form.backHref}
              onLeave={() => (form.isDirty ? submit('/accounts') : router.push('/accounts'))}
            />
          </>
        }
      >
        {form.ledBackBecause && <Notice title={form.ledBackBecause} />}
        {children}
      </StepFrame>
    </form>
  );
}
