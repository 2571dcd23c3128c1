'use client';

import { type FormEvent, useEffect, useState } from 'react';
import { DoorPage } from '@/app/(door)/door-page';
import { type Entered, enterWithCode, enterWithPasskey } from '@/app/(door)/enter';
import { CodeField } from '@/components/door/code-field';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import type { SecondWay } from '@/lib/door/sign-in-codes';

const FIELD = 'code';

interface SecondStepProps {
  ways: SecondWay[];
  take: (entered: Entered) => string | null;
  onBack: () => void;
}

/** After the right password: a code of the app, a recovery code, or a passkey. */
export function SecondStep({ ways, take, onBack }: SecondStepProps) {
  const [sending, setSending] = useState<'code' | 'passkey' | null>(null);
  const [refusal, setRefusal] = useState<{ field?: string; message: string } | null>(null);
  const [attempts, setAttempts] = useState(0);
  const hasTotp = ways.includes('totp');
  const hasRecoveryCodes = ways.includes('recovery');
  const hasPasskey = ways.includes('passkey');

  useEffect(() => (document.getElementById(FIELD) ?? document.getElementById('passkey'))?.focus(), []);

  async function attempt(by: 'code' | 'passkey', step: () => Promise<Entered>) {
    setSending(by);
    setRefusal(null);
    const entered = await step();
    const words = take(entered);
    if (entered.outcome === 'in') return;
    setSending(null);
    refuse(words && { message: words, ...(by === 'code' && { field: FIELD }) });
  }

  function refuse(error: { field?: string; message: string } | null | '') {
    setRefusal(error || null);
    setAttempts((before) => before + 1);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    const typed = String(new FormData(event.currentTarget).get(FIELD) ?? '').trim();
    if (!typed) return refuse({ field: FIELD, message: 'Enter the code.' });
    attempt('code', () => enterWithCode(typed));
  }

  return (
    <DoorPage
      title="Sign in"
      sentence="Your password is right. Prove your second factor within five minutes."
      summary={<ErrorSummary errors={refusal ? [refusal] : []} attempt={attempts} />}
    >
      {(hasTotp || hasRecoveryCodes) && (
        <form method="post" onSubmit={submit} noValidate className="space-y-6">
          <CodeField
            name={FIELD}
            hasTotp={hasTotp}
            hasRecoveryCodes={hasRecoveryCodes}
            error={refusal?.field === FIELD ? refusal.message : undefined}
          />
          <Button
            type="submit"
            variant="primary"
            className="w-full"
            pendingWords="Signing in…"
            isPending={sending === 'code'}
          >
            Sign in
          </Button>
        </form>
      )}
      {hasPasskey && (
        <div className="mt-8 border-t border-line pt-6">
          <Button
            id="passkey"
            className="w-full"
            pendingWords="Asking for your passkey…"
            isPending={sending === 'passkey'}
            onClick={() => attempt('passkey', () => enterWithPasskey('second_factor'))}
          >
            Use a passkey
          </Button>
        </div>
      )}
      <p className="mt-8 text-sm text-ink-2">
        Lost your phone, and no recovery code left? Ask an owner of this service for a link that sets a new
        password.
      </p>
      <p className="mt-2 text-sm">
        <Button variant="text" onClick={onBack}>
          Start again with email and password
        </Button>
      </p>
    </DoorPage>
  );
}
