'use client';

import { useEffect, useRef, useState } from 'react';
import { ConfirmForm } from '@/components/door/confirm-form';
import { type ConfirmWays, loadConfirmWays } from '@/components/door/confirm-ways';
import { Button } from '@/components/ui/button';

interface ConfirmDialogProps {
  onClose: (isConfirmed: boolean) => void;
}

/** Asks who is there before a secret is shown or the way in is changed. Escape and Cancel leave everything as it is. */
export function ConfirmDialog({ onClose }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [ways, setWays] = useState<ConfirmWays | 'loading' | null>('loading');

  useEffect(() => {
    dialog.current?.showModal();
    loadConfirmWays().then(setWays);
  }, []);

  function close(isConfirmed: boolean) {
    // Closing gives the focus back to the button that was pressed.
    dialog.current?.close();
    onClose(isConfirmed);
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault();
        close(false);
      }}
      className="m-auto w-[calc(100%-2rem)] max-w-[26rem] rounded-lg border border-control bg-canvas p-6 text-ink backdrop:bg-sunken/80"
    >
      <h2 id="confirm-title" tabIndex={-1} className="text-lg font-semibold">
        Confirm that it is you
      </h2>
      <p className="mt-2 text-sm text-ink-2">
        This shows a secret or changes who may come in. Your confirmation counts for ten minutes.
      </p>
      <div className="mt-6">
        {ways === 'loading' && <p role="status">Looking up how you can confirm…</p>}
        {ways === null && (
          <p role="alert" className="text-stop">
            This service did not answer. Nothing was shown or changed. Cancel and try again.
          </p>
        )}
        {ways && ways !== 'loading' && <ConfirmForm ways={ways} onConfirmed={() => close(true)} />}
      </div>
      <Button variant="text" className="mt-6" onClick={() => close(false)}>
        Cancel
      </Button>
    </dialog>
  );
}
