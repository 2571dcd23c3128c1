'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { focusTitle } from '@/components/ui/focus-title';

/** Asks once, because what uses the key stops at this press and the key cannot come back. */
export function RevokeKey({ id, name }: { id: string; name: string }) {
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

  async function revoke() {
    setIsSending(true);
    setProblem(null);
    const answer = await call('DELETE', `/api/api-keys/${id}`);
    setIsSending(false);
    if (!answer.ok) return setProblem(answer.problem.title);
    // The buttons go with the row's state; focus would be lost with them.
    focusTitle();
    router.refresh();
  }

  if (!isAsking)
    return (
      <Button ref={opener} variant="small" onClick={ask}>
        Revoke <span className="sr-only">{name}</span>
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        Programs that use “{name}” are refused from then on.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="small" onClick={revoke} pendingWords="Revoking…" isPending={isSending}>
          Revoke now
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
      <p role="status" className="text-stop">
        {problem && `Not revoked. ${problem}.`}
      </p>
    </div>
  );
}
