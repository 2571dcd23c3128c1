'use client';

import { useNow } from './use-now';

/** "4 s", counting while something runs. */
export function ElapsedTime({ since }: { since: string }) {
  const now = useNow(1000);
  if (now === null) return null;
  return <>{Math.max(0, Math.floor((now - Date.parse(since)) / 1000))} s</>;
}
