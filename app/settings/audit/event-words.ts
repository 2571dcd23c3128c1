import { accountEventWords } from '@/app/settings/audit/account-event-words';
import { serviceEventWords } from '@/app/settings/audit/service-event-words';
import type { EventFacts } from '@/lib/audit/clean-facts';
import type { EventKind } from '@/lib/audit/event-kinds';

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

const WORDS: Record<EventKind, WordsOf> = { ...accountEventWords, ...serviceEventWords };

/** A kind that is not known here is said as it stands: an older version reads what a newer one wrote. */
export function eventWords(kind: string, facts: EventFacts, subject: string | null = null): EventWords {
  if (Object.hasOwn(WORDS, kind)) return WORDS[kind as EventKind](facts, subject);
  return { glyph: 'person', event: kind, evidence: null, credit: { after: 'event', words: ' by ' } };
}
