import { listFact, numberFact, textFact } from '@/lib/alerts/alert-facts';
import type { OutgoingAlert } from '@/lib/alerts/outgoing';
import { countOf } from '@/lib/coupa/marked';

export interface AlertWords {
  /** One line: subject of a mail, summary of a webhook, line of the log. */
  title: string;
  /** What happened, why, who goes on, in sentences. */
  sentences: string[];
  steps: string[];
}

/** An alert in plain words, from what it knew when it was raised. */
export function alertWords({ kind, facts }: Pick<OutgoingAlert, 'kind' | 'facts'>): AlertWords {
  const label = textFact(facts, 'label') ?? 'An account';
  switch (kind) {
    case 'failed':
      return failedWords(label, facts);
    case 'recovered':
      return {
        title: `${label}: works again`,
        sentences: ['The token is renewed again. Nothing needs to be done.', ...tokenWords(facts)],
        steps: [],
      };
    case 'reminder':
      return reminderWords(label, facts);
    case 'test':
      return {
        title: 'Test of an alert channel',
        sentences: [
          `${textFact(facts, 'by') ?? 'Somebody'} sent this to see whether it arrives. No account is in trouble.`,
        ],
        steps: [],
      };
  }
}

function failedWords(label: string, facts: OutgoingAlert['facts']): AlertWords {
  const isPassing = textFact(facts, 'state') === 'degraded';
  const title = textFact(facts, 'title') ?? 'Its token could not be renewed';
  const nextTryAt = textFact(facts, 'nextTryAt');
  const because = textFact(facts, 'because');
  return {
    title: `${label}: ${isPassing ? 'not renewed yet. ' : ''}${title}`,
    sentences: [
      ...sentence(textFact(facts, 'happened')),
      ...(because ? [`You are told because ${because}.`] : []),
      nextTryAt
        ? `It is tried again by itself, next at ${instantWords(nextTryAt)}.`
        : 'It is not tried again by itself: a person has to go on.',
      ...tokenWords(facts),
      ...labelled('Who fixes it', textFact(facts, 'fixer')),
    ],
    steps: listFact(facts, 'steps'),
  };
}

function reminderWords(label: string, facts: OutgoingAlert['facts']): AlertWords {
  const daysLeft = numberFact(facts, 'daysLeft');
  const endsAt = textFact(facts, 'endsAt');
  const when = daysLeft ? `in ${countOf(daysLeft, 'day')}` : 'now';
  return {
    title: `${label}: somebody has to sign in to Coupa again ${when}`,
    sentences: [
      'Coupa ends a refresh token 90 days after somebody signed in and allowed it. After that no token can be renewed.',
      ...(endsAt ? [`Expected end: ${instantWords(endsAt)}.`] : []),
    ],
    steps: ['Open the account and press Re-authorize. The token in use stays until the new one is there.'],
  };
}

function tokenWords(facts: OutgoingAlert['facts']): string[] {
  const endsAt = textFact(facts, 'tokenEndsAt');
  return endsAt ? [`The token in use is valid until ${instantWords(endsAt)}.`] : [];
}

const sentence = (text: string | null) => (text ? [text] : []);
const labelled = (label: string, text: string | null) => (text ? [`${label}: ${text}`] : []);

/** A mail knows no zone of its reader, so the zone is named: "24 Nov 2026, 14:05 UTC". */
export function instantWords(iso: string): string {
  const day = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
    ...{ hour: '2-digit', minute: '2-digit', hour12: false },
  });
  return `${day.format(new Date(iso))} UTC`;
}
