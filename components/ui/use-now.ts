import { useCallback, useSyncExternalStore } from 'react';

interface Ticker {
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval>;
}

/** One timer for each step, however many times stand on a page. */
const tickers = new Map<number, Ticker>();

function listen(stepMs: number, onTick: () => void): () => void {
  const ticker = tickers.get(stepMs) ?? startTicker(stepMs);
  ticker.listeners.add(onTick);
  return () => {
    ticker.listeners.delete(onTick);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    tickers.delete(stepMs);
  };
}

function startTicker(stepMs: number): Ticker {
  const listeners = new Set<() => void>();
  // Half a step, so that a shown time is never late by a whole one.
  const timer = setInterval(() => {
    for (const onTick of listeners) onTick();
  }, stepMs / 2);
  const ticker = { listeners, timer };
  tickers.set(stepMs, ticker);
  return ticker;
}

/**
 * The reader's clock in whole steps of `stepMs`; null on the server and while the page is being taken over, so that the
 * first client rendering equals the server's.
 */
export function useNow(stepMs: number): number | null {
  const subscribe = useCallback((onTick: () => void) => listen(stepMs, onTick), [stepMs]);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => null,
  );
}
