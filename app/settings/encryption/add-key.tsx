'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';

/** A new key that seals from now on; what older ones sealed is re-wrapped meanwhile. */
export function AddKey() {
  const router = useRouter();
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [said, setSaid] = useState<{ words: string; isProblem: boolean } | null>(null);

  async function add() {
    setIsSending(true);
    setSaid(null);
    const answer = await call<{ keyId: string }>('POST', '/api/encryption/keys');
    setIsSending(false);
    if (answer.ok)
      setSaid({ words: `${answer.data.keyId} was added and seals from now on.`, isProblem: false });
    else setSaid({ words: `No key was added. ${answer.problem.title}.`, isProblem: true });
    router.refresh();
  }

  return (
    <div className="max-md:w-full">
      <Button className="max-md:w-full" onClick={add} pendingWords="Adding…" isPending={isSending}>
        Add a key
      </Button>
      <p role="status" className={`mt-2 text-sm empty:hidden ${said?.isProblem ? 'text-stop' : ''}`}>
        {said?.words}
      </p>
    </div>
  );
}
