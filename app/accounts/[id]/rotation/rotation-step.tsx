import type { ReactNode } from 'react';
import { Glyph } from '@/components/ui/glyph';
import type { AccountRotation } from '@/lib/rotation/get-rotation';
import type { useRotationPress } from './use-rotation-press';

export interface RotationAccount {
  id: string;
  isCode: boolean;
  hasRefreshToken: boolean;
  /** ISO 8601; null without a token. */
  tokenEndsAt: string | null;
  nextTryAt: string | null;
}

export interface StepProps extends Pick<ReturnType<typeof useRotationPress>, 'press' | 'pending'> {
  account: RotationAccount;
  rotation: AccountRotation;
}

interface RotationStepProps {
  number: number;
  title: string;
  stage: AccountRotation['stage'];
  /** One line when it is not the turn of this step: what was done, or what will be. */
  line: ReactNode;
  /** What to do now. */
  children: ReactNode;
}

const TURN = { none: 1, staged: 2, proved: 3, switched: 4 } as const;

export const isDone = (number: number, stage: AccountRotation['stage']) => number < TURN[stage];

/** One of the four steps: the one whose turn it is stands open, the others are a line each. */
export function RotationStep({ number, title, stage, line, children }: RotationStepProps) {
  const isNow = TURN[stage] === number;
  return (
    <li aria-current={isNow ? 'step' : undefined} className="flex gap-3 border-b border-line py-5">
      <span className="flex h-7 w-5 flex-none items-center justify-center">
        {isDone(number, stage) ? (
          <Glyph shape="check" label="Done" />
        ) : (
          <>
            <span className="sr-only">{isNow ? 'Now: ' : 'Later: '}</span>
            <span className={isNow ? 'font-semibold' : 'text-ink-2'}>{number}</span>
          </>
        )}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={`text-lg ${isNow ? 'font-semibold' : 'text-ink-2'}`}>{title}</h2>
        {isNow ? (
          <div className="mt-2 space-y-4">{children}</div>
        ) : (
          line && <p className="text-sm text-ink-2">{line}</p>
        )}
      </div>
    </li>
  );
}

/** By client credentials, or by a refresh token: without a person. */
export const canRenew = ({ isCode, hasRefreshToken }: RotationAccount) => !isCode || hasRefreshToken;
