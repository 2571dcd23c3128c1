'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';
import { SecretOnce } from './secret-once';

/** Asks once, because the receiver has to be given it within a day; then shows the new one, this once. */
export function NewSecret({ id, name }: { id: string; name: string }) {
  const { run, isSending, problem } = useAction<{ secret: string }>({ isButtonGone: false });
  const [isAsking, setIsAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLParagraphElement>(null);

  function ask() {
    flushSync(() => setIsAsking(true));
    question.current?.focus();
  }
  function keep() {
    flushSync(() => setIsAsking(false));
    opener.current?.focus();
  }
  async function make() {
    const made = await run('POST', `/api/alerts/channels/${id}/secret`);
    if (!made) return;
    setSecret(made.secret);
    setIsAsking(false);
  }

  if (secret) return <SecretOnce id={id} secret={secret} />;
  if (!isAsking)
    return (
      <Button ref={opener} variant="small" onClick={ask}>
        New secret <span className="sr-only">for {name}</span>
      </Button>
    );
  return (
    <div>
      <p ref={question} tabIndex={-1} className="mb-2">
        For 24 hours both sign: every call has two signatures. After that the secret in use signs nothing any
        more.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="small" onClick={make} pendingWords="Making…" isPending={isSending}>
          Make a new secret now
        </Button>
        <Button variant="text" onClick={keep}>
          Keep
        </Button>
      </div>
      <p role="status" className="text-stop empty:hidden">
        {problem && `Not made. ${problem.title}.`}
      </p>
    </div>
  );
}
