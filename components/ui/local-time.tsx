'use client';

import { relativeWords, type TimeForm, timeWords, utcWords } from './time-words';
import { useNow } from './use-now';

interface LocalTimeProps {
  /** ISO 8601 instant. */
  at: string;
  form?: TimeForm;
  /** Adds "in 14 h 45 min" or "3 days ago" behind a comma. */
  hasRelative?: boolean;
}

/** An instant in the reader's zone. The server writes UTC and says so; the words change once the page is taken over. */
export function LocalTime({ at, form = 'moment', hasRelative }: LocalTimeProps) {
  const now = useNow(60_000);
  return (
    <time dateTime={at}>{now === null ? utcWords(at, form) : localWords(at, form, now, hasRelative)}</time>
  );
}

function localWords(at: string, form: TimeForm, now: number, hasRelative?: boolean) {
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  const words = timeWords(at, form, { now, zone });
  return hasRelative ? `${words}, ${relativeWords(at, now)}` : words;
}
