import { useCallback, useSyncExternalStore } from 'react';

/**
 * The reader's clock in whole steps of `stepMs`; null on the server and while the page is being taken over, so that the
 * first client rendering equals the server's.
 */
export function useNow(stepMs: number): number | null {
  const subscribe = useCallback(
    (onTick: () => void) => {
      const timer = setInterval(onTick, Math.min(stepMs, 30_000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => null,
  );
}
