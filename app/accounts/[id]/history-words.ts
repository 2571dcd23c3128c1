import { eventWords } from '@/app/settings/audit/event-words';
import type { HistoryEntry } from '@/lib/accounts/data';

/** One line of the history in words. */
export interface HistoryWords {
  /** `person`: somebody did it; the others say how it went. */
  glyph: 'person' | 'check' | 'triangle' | 'octagon';
  event: string;
  evidence: string | null;
}

/** As in the audit log, with who did it in the same sentence. */
export function historyWords({ kind, personName, subject, facts }: HistoryEntry): HistoryWords {
  const { glyph, event, evidence, credit } = eventWords(kind, facts, subject);
  const by = credit ? `${credit.words}${personName ?? 'this service'}` : '';
  return {
    glyph,
    event: credit?.after === 'event' ? event + by : event,
    evidence: credit?.after === 'evidence' ? (evidence ?? '') + by : evidence,
  };
}

export const HISTORY_FILTERS = ['all', 'problems', 'people'] as const;
export type HistoryFilter = (typeof HISTORY_FILTERS)[number];

export function matchesFilter({ glyph }: HistoryWords, filter: HistoryFilter): boolean {
  if (filter === 'problems') return glyph === 'octagon' || glyph === 'triangle';
  return filter === 'all' || glyph === 'person';
}
