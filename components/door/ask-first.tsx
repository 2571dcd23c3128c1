'use client';

import type { ReactNode } from 'react';
import { useAction } from '@/components/door/use-action';
import { AskOnce } from '@/components/ui/ask-once';
import type { Problem } from '@/lib/http/problem';

interface AskFirstProps {
  /** "Revoke": the first button, and with "now" the second. */
  verb: string;
  /** What it is done to, for those who hear the first button only. */
  name: string;
  pendingWords: string;
  path: string;
  refusalWords: (problem: Problem) => string;
  /** What the press ends. */
  children: ReactNode;
}

/** Takes something away that does not come back: says what ends with it, and asks once. */
export function AskFirst({ verb, name, pendingWords, path, refusalWords, children }: AskFirstProps) {
  const { run, isSending, problem } = useAction();
  return (
    <AskOnce
      opener={
        <>
          {verb} <span className="sr-only">{name}</span>
        </>
      }
      confirm={`${verb} now`}
      pendingWords={pendingWords}
      isPending={isSending}
      onConfirm={() => run('DELETE', path)}
      after={
        <p role="status" className="text-stop">
          {problem && refusalWords(problem)}
        </p>
      }
    >
      {children}
    </AskOnce>
  );
}
