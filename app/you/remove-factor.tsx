'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';

interface RemoveFactorProps {
  /** "the authenticator app", or the passkey's name. */
  what: string;
  path: string;
  onRemoved: () => void;
}

/** Asks once more in place, then removes; what the server says against it stands where the question stood. */
export function RemoveFactor({ what, path, onRemoved }: RemoveFactorProps) {
  const call = useConfirmedCall();
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const opener = useRef<HTMLButtonElement>(null);
  const answer = useRef<HTMLButtonElement>(null);

  function ask(isOpen: boolean) {
    flushSync(() => {
      setIsAsking(isOpen);
      setProblem(null);
    });
    (isOpen ? answer : opener).current?.focus();
  }

  async function remove() {
    setIsSending(true);
    setProblem(null);
    const removed = await call('DELETE', path);
    setIsSending(false);
    if (!removed.ok) return setProblem(`Not removed. ${removed.problem.title}.`);
    onRemoved();
  }

  return (
    <div className="text-sm">
      {isAsking ? (
        <div className="flex flex-wrap items-center gap-x-3">
          <Button
            ref={answer}
            variant="small"
            onClick={remove}
            pendingWords="Removing…"
            isPending={isSending}
          >
            Remove now <span className="sr-only">{what}</span>
          </Button>
          <Button variant="text" onClick={() => ask(false)}>
            Keep it <span className="sr-only">{what}</span>
          </Button>
        </div>
      ) : (
        <Button ref={opener} variant="small" onClick={() => ask(true)}>
          Remove <span className="sr-only">{what}</span>
        </Button>
      )}
      <p role="status" className="text-stop">
        {problem}
      </p>
    </div>
  );
}
