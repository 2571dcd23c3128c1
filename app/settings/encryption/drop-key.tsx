'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { focusTitle } from '@/components/ui/focus-title';

/** Asks once: a backup of the database from before can then be opened only with a copy of the key file from before. */
export function DropKey({ keyId }: { keyId: string }) {
  const router = useRouter();
  const call = useConfirmedCall();
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
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

  async function drop() {
    setIsSending(true);
    setProblem(null);
    const answer = await call('DELETE', `/api/encryption/keys/${keyId}`);
    setIsSending(false);
    if (!answer.ok) return setProblem(answer.problem.detail);
    // The row goes; focus would be lost with it.
    focusTitle();
    router.refresh();
  }

  if (!isAsking)
    return (
      <Button ref={opener} variant="small" onClick={ask}>
        Drop <span className="sr-only">{keyId}</span>
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        {keyId} leaves the key file. A backup of the database from before needs a copy of the key file from
        before.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="small" onClick={drop} pendingWords="Dropping…" isPending={isSending}>
          Drop now
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
      <p role="status" className="text-stop">
        {problem && `Not dropped. ${problem}`}
      </p>
    </div>
  );
}
