import type { ReactNode } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { ProgressWords } from '@/components/ui/progress-words';

interface StepButtonsProps {
  /** "Continue" or "Authorize". */
  words: string;
  /** What the button says while the press is being worked on, for example "Saving…". */
  pendingWords: string;
  isPending: boolean;
  /** What is being waited for, where that can take long; stands below the buttons. */
  progress?: string;
  /** Page of the step before. */
  backHref?: string;
  /** Saves what can be saved and goes to the list; without it the link only leaves. */
  onLeave?: () => void;
  leaveHref?: string;
  /** Id of the form when the buttons stand outside of it. */
  formId?: string;
  /** Further buttons between Back and Save and leave. */
  children?: ReactNode;
}

export const StepButtons = ({
  words,
  pendingWords,
  isPending,
  progress,
  backHref,
  onLeave,
  leaveHref,
  formId,
  children,
}: StepButtonsProps) => (
  <div className="flex flex-wrap items-center gap-4">
    <div className="flex flex-wrap gap-4 max-md:w-full max-md:*:flex-1">
      <Button variant="primary" type="submit" form={formId} pendingWords={pendingWords} isPending={isPending}>
        {words}
      </Button>
      {backHref && <LinkButton href={backHref}>Back</LinkButton>}
      {children}
    </div>
    {(onLeave || leaveHref) && (
      <div className="text-center max-md:w-full md:ml-auto">
        {onLeave ? (
          <Button variant="text" onClick={onLeave}>
            Save and leave
          </Button>
        ) : (
          <LinkButton variant="text" href={leaveHref ?? '/accounts'}>
            Save and leave
          </LinkButton>
        )}
      </div>
    )}
    {progress && (
      // Empty, it takes up no line of its own.
      <div className={isPending ? 'w-full' : 'sr-only'}>
        <ProgressWords isRunning={isPending}>{isPending && progress}</ProgressWords>
      </div>
    )}
  </div>
);
