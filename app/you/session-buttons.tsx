'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { callApi } from '@/components/wizard/call-api';

function useEnding(path: string) {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function end() {
    setIsSending(true);
    setProblem(null);
    const answer = await callApi('DELETE', path);
    setIsSending(false);
    // What is over already needs no words: the list shows it.
    if (!answer.ok && answer.problem.code !== 'not_found') return setProblem(answer.problem.title);
    // The button goes with its session; focus would be lost with it.
    document.getElementById('main')?.focus();
    router.refresh();
  }
  return { end, isSending, problem };
}

export function EndSession({ id, browser }: { id: string; browser: string }) {
  const { end, isSending, problem } = useEnding(`/api/me/sessions/${id}`);
  return (
    <div>
      <Button variant="small" onClick={end} pendingWords="Ending…" isPending={isSending}>
        End <span className="sr-only">the session of {browser}</span>
      </Button>
      <span role="status" className="block text-stop">
        {problem && `Not ended. ${problem}.`}
      </span>
    </div>
  );
}

export function EndOthers() {
  const { end, isSending, problem } = useEnding('/api/me/sessions');
  return (
    <div className="mt-4">
      <Button onClick={end} pendingWords="Ending…" isPending={isSending}>
        End all others
      </Button>
      <p role="status" className="text-stop">
        {problem && `Not ended. ${problem}.`}
      </p>
    </div>
  );
}
