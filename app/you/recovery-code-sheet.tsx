'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyBlock } from '@/components/ui/copy-block';

interface RecoveryCodeSheetProps {
  codes: string[];
  onKept: () => void;
}

/** The only time that these codes are on a page. */
export function RecoveryCodeSheet({ codes, onKept }: RecoveryCodeSheetProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section aria-labelledby="recovery-sheet" className="rounded-lg border border-control p-4">
      <h3 id="recovery-sheet" ref={head} tabIndex={-1} className="font-semibold">
        Keep these recovery codes
      </h3>
      <p className="mt-1 mb-4 text-sm text-ink-2">
        Each signs you in once, after your password, when your second factor is not at hand. They are shown
        this once: put them into your password manager, or print them.
      </p>
      <CopyBlock text={codes.join('\n')} what="recovery codes" />
      <Button variant="primary" className="mt-4" onClick={onKept}>
        I have kept them
      </Button>
    </section>
  );
}
