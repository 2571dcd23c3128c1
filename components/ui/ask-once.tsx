'use client';

import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';

interface AskOnceProps {
  /** Words of the first button. */
  opener: ReactNode;
  /** Words of the second one, which does it. */
  confirm: string;
  pendingWords: string;
  isPending: boolean;
  onConfirm(): void;
  /** What the press ends. */
  children: ReactNode;
  /** Below the buttons, while it is asked. */
  after?: ReactNode;
}

/** A press that does not come back: says what ends with it, and asks once. The focus goes along. */
export function AskOnce({
  opener,
  confirm,
  pendingWords,
  isPending,
  onConfirm,
  children,
  after,
}: AskOnceProps) {
  const [isAsking, setIsAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLParagraphElement>(null);

  function ask() {
    flushSync(() => setIsAsking(true));
    question.current?.focus();
  }

  function keep() {
    flushSync(() => setIsAsking(false));
    first.current?.focus();
  }

  if (!isAsking)
    return (
      <Button ref={first} variant="small" onClick={ask}>
        {opener}
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        {children}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="small" onClick={onConfirm} pendingWords={pendingWords} isPending={isPending}>
          {confirm}
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
      {after}
    </div>
  );
}
