'use client';

import { useState } from 'react';
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

  async function remove() {
    setIsSending(true);
    setProblem(null);
    const answer = await call('DELETE', path);
    setIsSending(false);
    if (!answer.ok) return setProblem(`Not removed. ${answer.problem.title}.`);
    document.getElementById('main')?.focus();
    onRemoved();
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {isAsking ? (
        <>
          <Button variant="small" onClick={remove} pendingWords="Removing…" isPending={isSending}>
            Remove now <span className="sr-only">{what}</span>
          </Button>
          <Button
            variant="text"
            className="text-sm"
            onClick={() => {
              setIsAsking(false);
              setProblem(null);
            }}
          >
            Keep it <span className="sr-only">{what}</span>
          </Button>
        </>
      ) : (
        <Button variant="small" onClick={() => setIsAsking(true)}>
          Remove <span className="sr-only">{what}</span>
        </Button>
      )}
      <span role="status" className="text-sm text-stop">
        {problem}
      </span>
    </span>
  );
}
