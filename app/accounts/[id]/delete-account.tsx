'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';
import { callApi } from '@/components/wizard/call-api';
import { KEPT_DAYS } from '@/lib/accounts/kept-until';

interface DeleteAccountProps {
  id: string;
  label: string;
  clientsPageHost: string;
}

/** Says what a deletion ends before it is done; Restore on the same page takes it back. */
export function DeleteAccount({ id, label, clientsPageHost }: DeleteAccountProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const question = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (isAsking) question.current?.focus();
  }, [isAsking]);

  function cancel() {
    flushSync(() => setIsAsking(false));
    opener.current?.focus();
  }

  async function remove() {
    setIsSending(true);
    setProblem(null);
    const answer = await callApi('DELETE', `/api/accounts/${id}`);
    if (answer.ok) {
      // What had the focus goes away with this press.
      document.getElementById('main')?.focus();
      return router.replace(`/accounts/${id}?done=deleted`);
    }
    setIsSending(false);
    setProblem(answer.problem.title);
  }

  if (!isAsking)
    return (
      <Button ref={opener} variant="small" onClick={() => setIsAsking(true)}>
        Delete this account
      </Button>
    );
  return (
    <section aria-labelledby="delete-question" className="rounded-lg border border-control p-4">
      <h2 id="delete-question" ref={question} tabIndex={-1} className="font-semibold">
        Delete {label}?
      </h2>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
        <li>It leaves the list, and nobody can renew its token or copy its secrets here.</li>
        <li>
          The token in use works until it ends, and the client in Coupa stays. To stop new tokens everywhere,
          make the client inactive on {clientsPageHost}; whether that ends the token in use, Coupa does not
          say.
        </li>
        <li>Everything is kept for {KEPT_DAYS} days: until then Restore brings it back as it is now.</li>
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button onClick={remove} pendingWords="Deleting…" isPending={isSending}>
          Delete
        </Button>
        <Button variant="text" onClick={cancel}>
          Cancel
        </Button>
      </div>
      <p role="status" className="text-sm text-stop">
        {problem && `Not deleted. ${problem}.`}
      </p>
    </section>
  );
}
