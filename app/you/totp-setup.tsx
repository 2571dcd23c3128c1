'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { refusalWords } from '@/components/door/refusal-words';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TextField } from '@/components/ui/field';
import type { QrCode } from '@/lib/door/totp-qr';

/** As `POST /api/me/totp` answers. */
export interface PendingTotp {
  secret: string;
  pending: string;
  qr: QrCode;
}

interface TotpSetupProps {
  pending: PendingTotp;
  /** Another app is in use and stays so until this one works. */
  isReplacing: boolean;
  onCancel: () => void;
  onDone: (recoveryCodes: string[] | null) => void;
}

/** Scan or type the secret, then enter the first code. Nothing is kept before that code was right. */
export function TotpSetup({
  pending: { secret, pending, qr },
  isReplacing,
  onCancel,
  onDone,
}: TotpSetupProps) {
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<string>();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const code = String(new FormData(event.currentTarget).get('totp-code') ?? '').trim();
    if (!code) return refuse('Enter the code that the app shows.');
    setIsSending(true);
    setError(undefined);
    const path = '/api/me/totp/confirm';
    const answer = await call<{ recoveryCodes: string[] | null }>('POST', path, { pending, code });
    setIsSending(false);
    if (answer.ok) onDone(answer.data.recoveryCodes);
    else refuse(refusalWords(answer.problem));
  }

  function refuse(words: string) {
    setError(words);
    document.getElementById('totp-code')?.focus();
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="mt-4 space-y-6">
      <div>
        <h4 ref={head} tabIndex={-1} className="font-semibold">
          1. Scan this with the app
        </h4>
        {isReplacing && (
          <p className="text-sm text-ink-2">
            The app in use goes on until the new one has shown a right code.
          </p>
        )}
        <Qr qr={qr} />
        <p className="text-sm">Or type this secret into it, by hand:</p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <code>{inGroups(secret)}</code>
          <CopyButton what="secret" text={secret} />
        </p>
      </div>
      <TextField
        name="totp-code"
        label="2. Enter the code that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        isMono
        maxLength={12}
        error={error}
        className="max-w-40"
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pendingWords="Checking…" isPending={isSending}>
          Confirm the code
        </Button>
        <Button variant="text" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Black on white in both themes: cameras read it best, and some read nothing else. */
const Qr = ({ qr: { size, path } }: { qr: QrCode }) => (
  <svg
    viewBox={`0 0 ${size} ${size}`}
    role="img"
    aria-label="QR code of the secret"
    shapeRendering="crispEdges"
    className="my-3 size-52 rounded-sm border border-line forced-color-adjust-none"
  >
    <rect width={size} height={size} fill="#ffffff" />
    <path d={path} fill="#000000" />
  </svg>
);

const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
