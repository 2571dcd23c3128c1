import { accountEventWords } from '@/app/settings/audit/account-event-words';
import { serviceEventWords } from '@/app/settings/audit/service-event-words';
import type { EventWords, WordsOf } from '@/app/settings/audit/words-of';
import type { EventFacts } from '@/lib/audit/clean-facts';
import type { EventKind } from '@/lib/audit/event-kinds';

const WORDS: Record<EventKind, WordsOf> = { ...accountEventWords, ...serviceEventWords };

/** A kind that is not known here is said as it stands: an older version reads what a newer one wrote. */
export function eventWords(kind: string, facts: EventFacts, subject: string | null = null): EventWords {
  if (Object.hasOwn(WORDS, kind)) return WORDS[kind as EventKind](facts, subject);
  return { glyph: 'person', event: kind, evidence: null, credit: { after: 'event', words: ' by ' } };
}
