'use client';

import { useState } from 'react';
import { findConsequences } from '@/lib/accounts/consequences';

type Saved = Parameters<typeof findConsequences>[0];
type Change = Parameters<typeof findConsequences>[1];

/** Says what a change undoes before it is saved; the second press, with the same words on the page, saves it. */
export function useConsequences(saved: Saved | null) {
  const [sentences, setSentences] = useState<string[]>([]);

  /** True when the change undoes nothing, or when what it undoes stood on the page already. */
  function isConfirmed(change: Change): boolean {
    const found = saved ? findConsequences(saved, change).sentences : [];
    const isSaid = found.length > 0 && found.join() === sentences.join();
    setSentences(found);
    return found.length === 0 || isSaid;
  }

  return { sentences, isConfirmed };
}
