'use client';

import { useNow } from './use-now';

interface ByThenProps {
  /** ISO 8601 instant. */
  at: string;
  before: string;
  after: string;
}

/** The right tense for an instant that may have passed while the page stood open. */
export function ByThen({ at, before, after }: ByThenProps) {
  const now = useNow(60_000);
  return <>{now !== null && Date.parse(at) <= now ? after : before}</>;
}
