'use client';

import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { makePasskey } from '@/components/door/ask-passkey';
import { refusalWords } from '@/components/door/refusal-words';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';

const FIELD = 'passkey-name';

interface AddPasskeyProps {
  onAdded: (recoveryCodes: string[] | null) => void;
}

/** A name to know it by, then the browser's own question. */
export function AddPasskey({ onAdded }: AddPasskeyProps) {
  const call = useConfirmedCall();
  const [isOpen, setIsOpen] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<string>();
  const opener = useRef<HTMLButtonElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const name = String(new FormData(event.currentTarget).get(FIELD) ?? '').trim();
    if (!name) return refuse('Enter a name to know this passkey by.');
    setIsSending(true);
    setError(undefined);
    const added = await add(name);
    setIsSending(false);
    if (typeof added === 'string') return refuse(added);
    setIsOpen(false);
    onAdded(added.recoveryCodes);
  }

  /** What came of it, or words for what went wrong. */
  async function add(name: string): Promise<{ recoveryCodes: string[] | null } | string> {
    const path = '/api/me/passkeys/challenge';
    const challenge = await call<PublicKeyCredentialCreationOptionsJSON>('POST', path);
    if (!challenge.ok) return refusalWords(challenge.problem);
    const made = await makePasskey(challenge.data);
    if (!made.ok) return made.words;
    const kept = { name, attestation: made.answer };
    const answer = await call<{ recoveryCodes: string[] | null }>('POST', '/api/me/passkeys', kept);
    return answer.ok ? answer.data : refusalWords(answer.problem);
  }

  function cancel() {
    flushSync(() => setIsOpen(false));
    opener.current?.focus();
  }

  function refuse(words: string) {
    setError(words);
    document.getElementById(FIELD)?.focus();
  }

  if (!isOpen)
    return (
      <Button ref={opener} variant="small" className="mt-3" onClick={() => setIsOpen(true)}>
        Add a passkey
      </Button>
    );
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-4 max-w-[25rem] space-y-4">
      <TextField
        name={FIELD}
        label="Name of the passkey"
        hint="For example: work laptop. Only you see it."
        maxLength={60}
        error={error}
        // The reader has just asked for this field.
        autoFocus
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" pendingWords="Asking your device…" isPending={isSending}>
          Make the passkey
        </Button>
        <Button variant="text" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
