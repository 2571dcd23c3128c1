import type { ReactNode } from 'react';
import { Glyph } from '@/components/ui/glyph';

export type StepState = 'done' | 'now' | 'later';

interface RotationStepProps {
  number: number;
  title: string;
  state: StepState;
  /** One line when it is not the turn of this step: what was done, or what will be. */
  line: ReactNode;
  /** What to do now. */
  children: ReactNode;
}

const SPOKEN: Record<StepState, string> = { done: 'Done', now: 'Now', later: 'Later' };

/** One of the four steps: the one whose turn it is stands open, the others are a line each. */
export const RotationStep = ({ number, title, state, line, children }: RotationStepProps) => (
  <li aria-current={state === 'now' ? 'step' : undefined} className="flex gap-3 border-b border-line py-5">
    <span className="flex h-[1.75rem] w-5 flex-none items-center justify-center">
      {state === 'done' ? (
        <Glyph shape="check" label={SPOKEN.done} />
      ) : (
        <>
          <span className="sr-only">{SPOKEN[state]}: </span>
          <span aria-hidden="true" className={state === 'now' ? 'font-semibold' : 'text-ink-2'}>
            {number}
          </span>
        </>
      )}
    </span>
    <div className="min-w-0 flex-1">
      <h2 className={`text-lg ${state === 'now' ? 'font-semibold' : 'text-ink-2'}`}>{title}</h2>
      {state === 'now' ? (
        <div className="mt-2 space-y-4">{children}</div>
      ) : (
        line && <p className="text-sm text-ink-2">{line}</p>
      )}
    </div>
  </li>
);
