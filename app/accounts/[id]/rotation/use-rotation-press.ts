'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { focusTitle } from '@/components/ui/focus-title';
import { callApi } from '@/components/wizard/call-api';
import type { Problem } from '@/lib/http/problem';
import type { AccountRotation } from '@/lib/rotation/get-rotation';

export type Press = 'stage' | 'prove' | 'switch' | 'undo' | 'drop';

const CALLS = {
  stage: ['PUT', ''],
  prove: ['POST', '/prove'],
  switch: ['POST', '/switch'],
  undo: ['POST', '/undo'],
  drop: ['DELETE', ''],
} as const satisfies Record<Press, readonly [string, string]>;

/** One step of the change: what it did is said, why it failed stands at the top, and the page shows where the account stands. */
export function useRotationPress(accountId: string) {
  const router = useRouter();
  const [pending, setPending] = useState<Press | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);

  async function press(step: Press, body?: unknown): Promise<Problem | null> {
    const [method, path] = CALLS[step];
    setPending(step);
    setDone(null);
    setProblem(null);
    const answer = await callApi<AccountRotation>(method, `/api/accounts/${accountId}/rotation${path}`, body);
    setPending(null);
    // Also after a failure: what Coupa answered stands in the row now.
    router.refresh();
    if (answer.ok) {
      setDone(doneWords(step, answer.data));
      // Its button goes with what it did.
      focusTitle();
      return null;
    }
    if (!answer.problem.fields) setProblem(answer.problem);
    setTries((before) => before + 1);
    return answer.problem;
  }

  return { press, pending, done, problem, tries };
}

function doneWords(step: Press, { stage, proof }: AccountRotation): string {
  if (step === 'stage') return 'Saved beside the one in use. Nothing has changed yet.';
  if (step === 'prove') return 'Coupa accepted the new secret. Nothing has changed yet.';
  if (step === 'drop') return 'Given up. The secret in use stays.';
  if (step === 'undo') return 'The secret before is in use again.';
  if (stage === 'none') return 'Changed. A token came by the new secret, and the one before is deleted here.';
  return proof?.outcome === 'undone'
    ? 'Not changed. Coupa refused the new secret after the switch, so the one before is in use again.'
    : 'Switched. The one before is kept until a token comes by the new one.';
}
