'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalWords } from '@/components/door/refusal-words';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';

/** Takes the company account away, once it was said what that means. */
export function UnlinkCompany({ name }: { name: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const call = useConfirmedCall();
  const router = useRouter();

  async function unlink() {
    setIsSending(true);
    setRefusal(null);
    const answer = await call('DELETE', '/api/me/identity');
    setIsSending(false);
    if (answer.ok) return router.refresh();
    setRefusal(answer.problem.code === 'confirm_needed' ? null : refusalWords(answer.problem));
  }

  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>Unlink it</Button>;
  return (
    <div className="space-y-4">
      <p>
        You can no longer sign in with {name} then, and sessions elsewhere that began with it end. Linking it
        again is possible at any time.
      </p>
      <div className="flex flex-wrap gap-4">
        <Button onClick={unlink} isPending={isSending} pendingWords="Unlinking…">
          Unlink the company account
        </Button>
        <Button variant="text" onClick={() => setIsAsking(false)}>
          Keep it
        </Button>
      </div>
      {refusal && (
        <p role="alert" className="text-stop">
          {refusal}
        </p>
      )}
    </div>
  );
}
