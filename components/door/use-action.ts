'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { focusTitle } from '@/components/ui/focus-title';
import type { Problem } from '@/lib/http/problem';

interface Action {
  /** The pressed button goes with what it did, and the title takes its focus. Otherwise the focus stays where it is. */
  isButtonGone?: boolean;
}

/** One press that changes who may come in: asks who it is where the last proof is old, then shows the page anew. */
export function useAction<T = unknown>({ isButtonGone = true }: Action = {}) {
  const router = useRouter();
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function run(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T | null> {
    setIsSending(true);
    setProblem(null);
    setIsDone(false);
    const answer = await call<T>(method, path, body);
    setIsSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return null;
    }
    setIsDone(true);
    if (isButtonGone) focusTitle();
    router.refresh();
    return answer.data;
  }

  return { run, isSending, isDone, problem };
}
