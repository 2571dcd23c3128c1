import type { Check } from '@/lib/validation/report';

type Parts = Pick<Check, 'id' | 'title' | 'state' | 'evidence'> & Partial<Check>;

/** A check that needs no time: it is sent once, already settled. */
export const settledCheck = (group: Check['group'], at: Date, parts: Parts): Check => ({
  group,
  startedAt: at.toISOString(),
  durationMs: null,
  ...parts,
});
