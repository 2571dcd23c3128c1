import type { EventFacts } from '@/lib/audit/clean-facts';

/** One line in words, without who. */
export interface EventWords {
  /** `person`: somebody did it; the others say how it went. */
  glyph: 'person' | 'check' | 'triangle' | 'octagon';
  event: string;
  evidence: string | null;
  /** What leads over to who did it, and after which words; nothing where nobody did. */
  credit: { after: 'event' | 'evidence'; words: string } | null;
}

/** `subject`: the person it was done to. */
export type WordsOf = (facts: EventFacts, subject: string | null) => EventWords;
