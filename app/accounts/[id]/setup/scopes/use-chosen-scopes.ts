'use client';

import { useCallback, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ScopesStep } from '@/lib/accounts/schema';
import { compareScopes } from '@/lib/coupa/scope-order';

export type ScopesFormState = Pick<
  UseFormReturn<ScopesStep>,
  'register' | 'formState' | 'getValues' | 'setValue' | 'clearErrors' | 'watch'
>;

export interface ChosenScopes {
  chosen: readonly string[];
  /** Those that lead the list. It is put in order only when several come in, never under a ticking hand. */
  first: readonly string[];
  toggle(scope: string): void;
  /** Adds what is not there yet and puts the list in order. Returns what was added. */
  add(scopes: readonly string[]): string[];
  remove(scopes: readonly string[]): void;
}

/** The scopes of the form, always in the order of Coupa's own list. */
export function useChosenScopes({ watch, getValues, setValue, clearErrors }: ScopesFormState): ChosenScopes {
  const chosen = watch('scopes');
  const [first, setFirst] = useState<readonly string[]>(chosen);

  const set = useCallback(
    (scopes: Iterable<string>) => {
      const next = [...new Set(scopes)].sort(compareScopes);
      setValue('scopes', next, { shouldDirty: true });
      if (next.length > 0) clearErrors('scopes');
      return next;
    },
    [setValue, clearErrors],
  );
  const toggle = useCallback(
    (scope: string) => {
      const before = getValues('scopes');
      set(before.includes(scope) ? before.filter((each) => each !== scope) : [...before, scope]);
    },
    [getValues, set],
  );
  const add = useCallback(
    (scopes: readonly string[]) => {
      const before = getValues('scopes');
      setFirst(set([...before, ...scopes]));
      return scopes.filter((scope) => !before.includes(scope));
    },
    [getValues, set],
  );
  const remove = useCallback(
    (scopes: readonly string[]) =>
      setFirst(set(getValues('scopes').filter((scope) => !scopes.includes(scope)))),
    [getValues, set],
  );
  return { chosen, first, toggle, add, remove };
}
