'use client';

import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';

/** Makes an open link worthless. Nobody has used it, so nothing else ends with it. */
export function WithdrawLink({ id, forWhom }: { id: string; forWhom: string }) {
  const { run, isSending, problem } = useAction();
  return (
    <>
      <Button
        variant="small"
        onClick={() => run('DELETE', `/api/invitations/${id}`)}
        pendingWords="Withdrawing…"
        isPending={isSending}
      >
        Withdraw <span className="sr-only">the link for {forWhom}</span>
      </Button>
      <span role="status" className="block text-stop">
        {problem && `Not withdrawn. ${problem.title}.`}
      </span>
    </>
  );
}
