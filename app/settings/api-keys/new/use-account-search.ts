'use client';

import { useEffect, useState } from 'react';
import type { AccountPage } from '@/lib/accounts/view';
import type { NamedAccount } from './named-account';

interface Found {
  found: readonly NamedAccount[];
  total: number;
  hasFailed: boolean;
}

/** Long enough that a word is typed, short enough that nobody waits. */
const PAUSE_MS = 250;

/** Accounts with these words in label, instance, owner or Client ID; the first ones while nothing is typed. */
export function useAccountSearch(words: string, first: readonly NamedAccount[], count: number): Found {
  const [answer, setAnswer] = useState<Found | null>(null);
  const search = words.trim().slice(0, 200);

  useEffect(() => {
    if (search === '') return setAnswer(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answered = await fetch(`/api/accounts?${new URLSearchParams({ search })}`, {
          signal: stop.signal,
        });
        if (!answered.ok) throw new Error(String(answered.status));
        const { rows, total } = (await answered.json()) as AccountPage;
        setAnswer({ found: rows, total, hasFailed: false });
      } catch {
        if (!stop.signal.aborted) setAnswer({ found: [], total: 0, hasFailed: true });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [search]);

  return answer ?? { found: first, total: count, hasFailed: false };
}
