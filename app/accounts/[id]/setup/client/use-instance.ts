'use client';

import { useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { clientStepSchema } from '@/lib/accounts/schema';
import { parseInstanceUrl, type UnderstoodInstance } from '@/lib/coupa/instance-url';
import { proposeLabel } from '@/lib/coupa/login';

export type ClientValues = z.input<ReturnType<typeof clientStepSchema>>;
export type ClientFormState = Pick<
  UseFormReturn<ClientValues>,
  'getValues' | 'setValue' | 'clearErrors' | 'register' | 'formState'
>;

interface Options {
  form: ClientFormState;
  extraHosts: readonly string[];
  practiceOrigin: string | null;
}

export interface Instance {
  /** How the typed address was read when the field was last left; null when it cannot be one. */
  understood: UnderstoodInstance | null;
  /** Reads the field again, and proposes a label while none was typed. */
  understand(): void;
  takePractice(): void;
}

const read = (typed: string, extraHosts: readonly string[]) => {
  const result = parseInstanceUrl(typed, extraHosts);
  return result.ok ? result : null;
};

/** The Instance URL as understood. What is wrong with it is said on Continue, not here. */
export function useInstance({ form, extraHosts, practiceOrigin }: Options): Instance {
  const [understood, setUnderstood] = useState(() => read(form.getValues('instanceUrl'), extraHosts));
  const proposedLabel = useRef('');

  function understand() {
    const { instanceUrl, label, accountType } = form.getValues();
    const found = read(instanceUrl, extraHosts);
    setUnderstood(found);
    if (!found || (label.trim() !== '' && label !== proposedLabel.current)) return;
    proposedLabel.current = proposeLabel(accountType, found.host);
    form.setValue('label', proposedLabel.current, { shouldDirty: true });
    form.clearErrors('label');
  }

  function takePractice() {
    if (!practiceOrigin) return;
    form.setValue('instanceUrl', practiceOrigin, { shouldDirty: true });
    form.clearErrors('instanceUrl');
    understand();
  }

  return { understood, understand, takePractice };
}
