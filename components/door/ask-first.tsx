'use client';

import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';
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
  const [isAsking, setIsAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLParagraphElement>(null);

  function ask() {
    flushSync(() => setIsAsking(true));
    question.current?.focus();
  }

  function keep() {
    flushSync(() => setIsAsking(false));
    opener.current?.focus();
  }

  if (!isAsking)
    return (
      <Button ref={opener} variant="small" onClick={ask}>
        {verb} <span className="sr-only">{name}</span>
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        {children}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="small"
          onClick={() => run('DELETE', path)}
          pendingWords={pendingWords}
          isPending={isSending}
        >
          {verb} now
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
      <p role="status" className="text-stop">
        {problem && refusalWords(problem)}
      </p>
    </div>
  );
}
