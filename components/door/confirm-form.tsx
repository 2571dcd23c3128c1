'use client';

import { type FormEvent, useEffect, useState } from 'react';
import { CodeField } from '@/components/door/code-field';
import { ConfirmAtCompany } from '@/components/door/confirm-at-company';
import type { ConfirmWays } from '@/components/door/confirm-ways';
import { confirmWithPasskey } from '@/components/door/confirm-with-passkey';
import { refusalWords } from '@/components/door/refusal-words';
import { Button } from '@/components/ui/button';
import { SecretField } from '@/components/ui/secret-field';
import { callApi } from '@/components/wizard/call-api';

const FIELD = 'confirm-proof';

interface ConfirmFormProps {
  ways: ConfirmWays;
  onConfirmed: () => void;
}

/** Offers what this person has: the second factor where there is one, else the password, else the company account. */
export function ConfirmForm({ ways, onConfirmed }: ConfirmFormProps) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const hasCodes = ways.hasTotp || ways.hasRecoveryCodes;

  // The dialog opened before it was known what to ask for.
  useEffect(() => document.getElementById(FIELD)?.focus(), []);

  async function attempt(prove: () => Promise<string | null>) {
    setIsSending(true);
    setRefusal(undefined);
    const words = await prove();
    setIsSending(false);
    if (words === null) return onConfirmed();
    setRefusal(words);
    document.getElementById(FIELD)?.focus();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get(FIELD) ?? '');
    if (!typed.trim()) return setRefusal(hasCodes ? 'Enter the code.' : 'Enter your password.');
    attempt(async () => {
      const answer = await callApi(
        'POST',
        '/api/me/confirm',
        hasCodes ? { code: typed } : { password: typed },
      );
      return answer.ok ? null : refusalWords(answer.problem);
    });
  }

  return (
    <div className="space-y-6">
      {(hasCodes || ways.hasPassword) && (
        <form method="post" onSubmit={submit} noValidate className="space-y-4">
          {hasCodes ? (
            <CodeField
              name={FIELD}
              hasTotp={ways.hasTotp}
              hasRecoveryCodes={ways.hasRecoveryCodes}
              error={refusal}
            />
          ) : (
            <SecretField name={FIELD} label="Password" autoComplete="current-password" error={refusal} />
          )}
          <Button type="submit" variant="primary" pendingWords="Checking…" isPending={isSending}>
            Confirm
          </Button>
        </form>
      )}
      {ways.hasPasskey && (
        <Button onClick={() => attempt(confirmWithPasskey)} isPending={isSending}>
          Use a passkey
        </Button>
      )}
      {ways.company && <ConfirmAtCompany name={ways.company.name} onConfirmed={onConfirmed} />}
      {refusal && !hasCodes && !ways.hasPassword && (
        <p role="alert" className="text-stop">
          {refusal}
        </p>
      )}
    </div>
  );
}
