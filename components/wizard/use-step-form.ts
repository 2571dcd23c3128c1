'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { callApi } from '@/components/wizard/call-api';
import type { Problem } from '@/lib/http/problem';

interface StepForm<Values extends FieldValues, Output> {
  form: Pick<UseFormReturn<Values>, 'setError'>;
  method: 'POST' | 'PUT';
  path: string;
  /** Makes the body from the values as the schema gave them; the version of the account belongs to it. */
  body(values: Output): unknown;
}

/** Submits a step: field messages go to their fields, anything else becomes a problem above the form; what was typed stays. */
export function useStepForm<Values extends FieldValues, Output = Values>({
  form,
  method,
  path,
  body,
}: StepForm<Values, Output>) {
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function send(values: Output, then?: string): Promise<boolean> {
    setIsSending(true);
    setProblem(null);
    const answer = await callApi<{ next: string }>(method, path, body(values));
    if (answer.ok) {
      router.push(then ?? answer.data.next);
      router.refresh();
      return true;
    }
    setIsSending(false);
    showProblem(answer.problem);
    return false;
  }

  function showProblem(found: Problem) {
    const fields = Object.entries(found.fields ?? {});
    for (const [field, message] of fields) {
      form.setError(field.replace(/^step\./, '') as Path<Values>, { message });
    }
    if (fields.length === 0) setProblem(found);
  }

  return { problem, isSending, send };
}
