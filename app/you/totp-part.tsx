'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { FactorRow } from '@/app/you/factor-row';
import { RemoveFactor } from '@/app/you/remove-factor';
import { type PendingTotp, TotpSetup } from '@/app/you/totp-setup';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';

interface TotpPartProps {
  since: string | null;
  onChanged: (recoveryCodes: string[] | null) => void;
}

export function TotpPart({ since, onChanged }: TotpPartProps) {
  const call = useConfirmedCall();
  const [pending, setPending] = useState<PendingTotp | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const opener = useRef<HTMLButtonElement>(null);

  function cancel() {
    flushSync(() => setPending(null));
    opener.current?.focus();
  }

  async function begin() {
    setIsSending(true);
    setProblem(null);
    const answer = await call<PendingTotp>('POST', '/api/me/totp');
    setIsSending(false);
    if (answer.ok) setPending(answer.data);
    else setProblem(`Not begun. ${answer.problem.title}.`);
  }

  const buttonWords = since ? 'Set up another app' : 'Set up an authenticator app';
  return (
    <FactorRow
      title="Authenticator app"
      words={
        since ? (
          <p>
            In use since <LocalTime at={since} />.
          </p>
        ) : (
          <p>An app on your phone shows a new code of six digits every 30 seconds.</p>
        )
      }
      actions={
        !pending && (
          <>
            <Button
              ref={opener}
              variant="small"
              onClick={begin}
              pendingWords="Making a secret…"
              isPending={isSending}
            >
              {buttonWords}
            </Button>
            {since && (
              <RemoveFactor
                what="the authenticator app"
                path="/api/me/totp"
                onRemoved={() => onChanged(null)}
              />
            )}
          </>
        )
      }
    >
      <p role="status" className="text-sm text-stop">
        {problem}
      </p>
      {pending && (
        <TotpSetup
          pending={pending}
          isReplacing={since !== null}
          onCancel={cancel}
          onDone={(recoveryCodes) => {
            setPending(null);
            onChanged(recoveryCodes);
          }}
        />
      )}
    </FactorRow>
  );
}
