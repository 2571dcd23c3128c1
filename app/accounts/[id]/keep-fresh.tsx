'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { UpkeepView } from '@/lib/upkeep/view';

interface KeepFreshProps {
  accountId: string;
  /** What the page shows now. */
  shown: UpkeepView;
  /** Its state in words, spoken when it changes. */
  words: string;
}

const LONGEST_WAIT_MS = 30_000;
const SHORTEST_WAIT_MS = 3000;
/** Asking counts as using the session, so a page that nobody touches stops long before an idle session ends. */
const WATCHED_MS = 30 * 60_000;

/** Shows the page anew when its upkeep has changed; while nothing changes nothing is rendered, so nothing flickers. */
export function KeepFresh({ accountId, shown, words }: KeepFreshProps) {
  const router = useRouter();
  const isWatched = useIsWatched();
  const known = JSON.stringify(shown);
  // What the page was opened with is read with the page; only what comes after it is spoken.
  const [said, setSaid] = useState({ words, isNew: false });
  if (said.words !== words) setSaid({ words, isNew: true });

  useEffect(() => {
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(look, waitMs(JSON.parse(known)));
    };
    async function look() {
      if (isWatched()) {
        const now = await readUpkeep(accountId, asking.signal);
        if (asking.signal.aborted) return;
        if (now !== null && now !== known) router.refresh();
      }
      wait();
    }
    wait();
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [accountId, known, router, isWatched]);

  return (
    <p role="status" className="sr-only">
      {said.isNew && `Upkeep: ${words}`}
    </p>
  );
}

/** Shortly after something is due, soon while a request is on its way, and every half minute otherwise. */
function waitMs({ state, nextTryAt, renewalDueAt }: UpkeepView): number {
  const next = nextTryAt ?? renewalDueAt;
  const untilMs = state === 'renewing' || !next ? 0 : Date.parse(next) + 1000 - Date.now();
  if (!next && state !== 'renewing') return LONGEST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, untilMs));
}

/** Null when there was no answer to go by: the page stays as it is. */
async function readUpkeep(accountId: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(`/api/accounts/${accountId}/upkeep`, { signal });
    if (!answer.ok) return null;
    const { upkeep } = (await answer.json()) as { upkeep: UpkeepView | null };
    return JSON.stringify(upkeep);
  } catch {
    return null;
  }
}

/** True while the page is in view and somebody has touched it within the last half hour. */
function useIsWatched(): () => boolean {
  const touchedAt = useRef(0);
  const [ask] = useState(() => () => {
    if (touchedAt.current === 0) touchedAt.current = Date.now();
    return document.visibilityState === 'visible' && Date.now() - touchedAt.current < WATCHED_MS;
  });
  useEffect(() => {
    const touch = () => {
      touchedAt.current = Date.now();
    };
    const signs = ['pointerdown', 'keydown', 'focus'] as const;
    for (const sign of signs) addEventListener(sign, touch);
    return () => {
      for (const sign of signs) removeEventListener(sign, touch);
    };
  }, []);
  return ask;
}
