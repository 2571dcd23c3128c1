'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Glyph } from '@/components/ui/glyph';
import { callApi } from '@/components/wizard/call-api';
import type { TryView } from '@/lib/alerts/describe-try';

interface SendButtonProps {
  path: string;
  words: string;
  /** Who it goes to, for those who hear the button only. */
  to: string;
  pendingWords: string;
}

/** Sends at once and says here how it went. */
export function SendButton({ path, words, to, pendingWords }: SendButtonProps) {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [result, setResult] = useState<{ isDelivered: boolean; words: string } | null>(null);

  async function send() {
    setIsSending(true);
    setResult(null);
    const answer = await callApi<TryView>('POST', path);
    setIsSending(false);
    setResult(answer.ok ? answer.data : { isDelivered: false, words: `${answer.problem.title}.` });
    router.refresh();
  }

  return (
    <div>
      <Button variant="small" onClick={send} pendingWords={pendingWords} isPending={isSending}>
        {words} <span className="sr-only">to {to}</span>
      </Button>
      <p role="status" className={`mt-1 empty:hidden ${result?.isDelivered === false ? 'text-stop' : ''}`}>
        {result && (
          <>
            <Glyph
              shape={result.isDelivered ? 'check' : 'octagon'}
              className="mr-1.5 inline align-[-0.2em]"
            />
            {result.isDelivered ? 'Delivered.' : 'Not delivered.'} {result.words}
          </>
        )}
      </p>
    </div>
  );
}
