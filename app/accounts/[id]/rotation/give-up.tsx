'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';

/** Says what giving up does not bring back, and asks once. */
export function GiveUp({ isPending, onGiveUp }: { isPending: boolean; onGiveUp(): void }) {
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
        Give it up
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        The new secret is deleted here, and the one in use stays. If Regenerate was pressed, that one most
        likely works no more in Coupa: then another new secret is needed before the token in use ends.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="small" onClick={onGiveUp} pendingWords="Giving up…" isPending={isPending}>
          Give it up now
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
    </div>
  );
}
