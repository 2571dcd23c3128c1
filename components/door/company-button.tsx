'use client';

import { type ReactNode, useState } from 'react';
import { refusalWords } from '@/components/door/refusal-words';
import { Button, type ButtonVariant } from '@/components/ui/button';
import { callApi } from '@/components/wizard/call-api';

interface CompanyButtonProps {
  /** Route that begins the visit and answers with the address to go to. */
  path: string;
  body: Record<string, string>;
  /** `confirmedCall`, where the route needs a fresh proof of the person. */
  call?: typeof callApi;
  variant?: ButtonVariant;
  className?: string;
  children: ReactNode;
}

/** Leaves for the company's sign-in. What the server refuses before that is said under the button. */
export function CompanyButton({
  path,
  body,
  call = callApi,
  variant,
  className,
  children,
}: CompanyButtonProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function leave() {
    setIsLeaving(true);
    setRefusal(null);
    const answer = await call<{ url: string }>('POST', path, body);
    if (answer.ok) return window.location.assign(answer.data.url);
    setIsLeaving(false);
    setRefusal(answer.problem.code === 'confirm_needed' ? null : refusalWords(answer.problem));
  }

  return (
    <>
      <Button
        {...(variant && { variant })}
        {...(className && { className })}
        pendingWords="Leaving for the company…"
        isPending={isLeaving}
        onClick={leave}
      >
        {children}
      </Button>
      {refusal && (
        <p role="alert" className="mt-2 text-stop">
          {refusal}
        </p>
      )}
    </>
  );
}
