'use client';

import { useEffect, useState } from 'react';
import { onConfirmedElsewhere } from '@/components/door/confirmed-elsewhere';
import { refusalWords } from '@/components/door/refusal-words';
import { Button } from '@/components/ui/button';
import { callApi } from '@/components/wizard/call-api';

interface ConfirmAtCompanyProps {
  name: string;
  onConfirmed: () => void;
}

/** Signing in at the company once more, in a tab of its own: what was typed on this page stays, and goes on by itself. */
export function ConfirmAtCompany({ name, onConfirmed }: ConfirmAtCompanyProps) {
  const [stage, setStage] = useState<'here' | 'leaving' | 'there'>('here');
  const [refusal, setRefusal] = useState<string>();

  useEffect(() => onConfirmedElsewhere(onConfirmed), [onConfirmed]);

  async function leave() {
    setStage('leaving');
    setRefusal(undefined);
    // At once: after an answer was waited for, browsers take it for a pop-up. Where they do now, this page leaves itself.
    const tab = window.open('about:blank');
    const to = tab ? '/you/confirmed' : window.location.pathname + window.location.search;
    const answer = await callApi<{ url: string }>('POST', '/api/me/identity/confirm', { to });
    setStage(answer.ok ? 'there' : 'here');
    if (answer.ok) return (tab ?? window).location.assign(answer.data.url);
    tab?.close();
    setRefusal(refusalWords(answer.problem));
  }

  return (
    <div className="space-y-2">
      <Button pendingWords="Leaving for the company…" isPending={stage === 'leaving'} onClick={leave}>
        Sign in again with {name}
      </Button>
      <p role="status" className="text-sm text-ink-2">
        {stage === 'there' && 'Sign in in the tab that has opened. This page goes on by itself then.'}
      </p>
      {refusal && (
        <p role="alert" className="text-stop">
          {refusal}
        </p>
      )}
    </div>
  );
}
