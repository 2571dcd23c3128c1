'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { focusTitle } from '@/components/ui/focus-title';
import { callApi } from '@/components/wizard/call-api';

/** Brings an account back into the list as it was. */
export function RestoreButton({ id, label }: { id: string; label: string }) {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function restore() {
    setIsSending(true);
    setProblem(null);
    const answer = await callApi('POST', `/api/accounts/${id}/restore`);
    if (answer.ok) {
      // The row with this button goes; focus would be lost with it.
      focusTitle();
      return router.refresh();
    }
    setIsSending(false);
    setProblem(answer.problem.title);
  }

  return (
    <>
      <Button variant="small" onClick={restore} pendingWords="Restoring…" isPending={isSending}>
        Restore <span className="sr-only">{label}</span>
      </Button>
      <span role="status" className="block text-stop">
        {problem && `Not restored. ${problem}.`}
      </span>
    </>
  );
}
