'use client';

import { useState } from 'react';
import { FactorRow } from '@/app/you/factor-row';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';

interface RecoveryPartProps {
  left: number;
  onMade: (recoveryCodes: string[]) => void;
}

/** How many codes are left, and ten new ones in place of them. */
export function RecoveryPart({ left, onMade }: RecoveryPartProps) {
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function make() {
    setIsSending(true);
    setProblem(null);
    const answer = await call<{ recoveryCodes: string[] }>('POST', '/api/me/recovery-codes');
    setIsSending(false);
    if (answer.ok) onMade(answer.data.recoveryCodes);
    else setProblem(`Not made. ${answer.problem.title}.`);
  }

  return (
    <FactorRow
      title="Recovery codes"
      words={<p>{leftWords(left)} New codes end the old ones.</p>}
      actions={
        <Button variant="small" onClick={make} pendingWords="Making codes…" isPending={isSending}>
          Make new codes
        </Button>
      }
    >
      <p role="status" className="text-sm text-stop">
        {problem}
      </p>
    </FactorRow>
  );
}

const leftWords = (left: number) =>
  left === 0
    ? 'None left. Without one, a lost phone means asking an owner.'
    : `${left} left. Each signs you in once when the second factor is not at hand.`;
