'use client';

import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import { StepSummary } from '@/components/wizard/step-summary';
import type { AccountRotation } from '@/lib/rotation/get-rotation';
import { EnterStep } from './enter-step';
import { FirstTokenStep } from './first-token-step';
import { GiveUp } from './give-up';
import { ProveStep } from './prove-step';
import type { RotationAccount } from './rotation-step';
import { Standing } from './standing';
import { SwitchStep } from './switch-step';
import { useRotationPress } from './use-rotation-press';

interface RotationPageProps {
  account: RotationAccount & { label: string };
  rotation: AccountRotation;
  /** Why the last question or renewal failed. */
  trouble: ReactNode;
  /** Where to go instead, when nothing can be changed here. */
  elsewhere: ReactNode;
  help: ReactNode;
  aside: ReactNode;
}

const SENTENCE =
  'A new secret is proved before it is used, and the one before is kept until a token came by the new one. The token in use, its scopes and its consent stay as they are.';

/** Four steps from one Client secret to the next. Each is on the server when it is done: a reload loses nothing. */
export function RotationPage({ account, rotation, ...slots }: RotationPageProps) {
  const { done, problem, tries, press, pending } = useRotationPress(account.id);
  const step = { account, rotation, press, pending };
  const isWaiting = rotation.stage === 'staged' || rotation.stage === 'proved';
  return (
    <div className="wrap grid gap-x-18 pt-8 md:pt-12 lg:grid-cols-[minmax(0,600fr)_minmax(0,528fr)]">
      <div className="min-w-0">
        <StepSummary errors={[]} problem={problem} attempt={tries} />
        <PageTitle
          above={
            <PageLink href={`/accounts/${account.id}`} className="link">
              {account.label}
            </PageLink>
          }
          title="Change the Client secret"
          sentence={SENTENCE}
        />
        <div role="status" className={done ? 'mt-6' : ''}>
          {done && <Notice title={done} />}
        </div>
        <div className="mt-8 space-y-8">
          {slots.elsewhere ?? (
            <>
              <Standing account={account} rotation={rotation} />
              <ol aria-label="Steps" className="border-t border-line">
                <EnterStep {...step} />
                <ProveStep {...step} />
                <SwitchStep {...step} />
                <FirstTokenStep {...step} />
              </ol>
              {isWaiting && <GiveUp isPending={pending === 'drop'} onGiveUp={() => press('drop')} />}
              {slots.trouble}
              {slots.help}
            </>
          )}
        </div>
      </div>
      <aside aria-label="What you see in Coupa" className="min-w-0 max-lg:mt-12">
        <div className="space-y-12 lg:sticky lg:top-8">{slots.aside}</div>
      </aside>
    </div>
  );
}
