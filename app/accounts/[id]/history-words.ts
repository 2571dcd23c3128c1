import type { HistoryEntry } from '@/lib/accounts/data';
import { STEPS } from '@/lib/accounts/steps';
import type { AccountEvent } from '@/lib/audit/event-kinds';
import { SECRET_WORDS } from '@/lib/coupa/atlas/storage';
import { explainError } from '@/lib/coupa/error-atlas';
import { ERROR_CODES } from '@/lib/errors';

/** One line of the history in words. */
export interface HistoryWords {
  /** `person`: somebody did it; the others say how it went. */
  glyph: 'person' | 'check' | 'triangle' | 'octagon';
  event: string;
  evidence: string | null;
}

type Facts = HistoryEntry['facts'];
type Words = (who: string, facts: Facts) => HistoryWords;

const act = (
  event: (facts: Facts) => string,
  evidence: (facts: Facts) => string | null = () => null,
): Words => {
  return (who, facts) => ({ glyph: 'person', event: `${event(facts)} by ${who}`, evidence: evidence(facts) });
};

const WORDS = {
  created: act(() => 'Set-up begun'),
  step_changed: act(({ step }) => `${STEPS.find(({ name }) => name === step)?.title ?? 'A step'} saved`),
  credentials_saved: act(() => 'Client ID and Client secret saved'),
  authorization_started: act(
    () => 'Sent to Coupa',
    () => 'To sign in and allow what the client asks for',
  ),
  authorized: act(() => 'Authorized', tokenRequest),
  authorization_failed: (who, facts) => failed(`Authorization by ${who} failed`, facts),
  token_obtained: act(() => 'Token obtained', tokenRequest),
  token_failed: (who, facts) => failed(`No token for ${who}`, facts),
  validated: (who, { verdict, checks }) => ({
    ...(VERDICTS[String(verdict)] ?? { glyph: 'check', event: 'Checked' }),
    evidence: `${checks ?? 'All'} checks, started by ${who}`,
  }),
  applied: act(() => 'Applied'),
  renewed: (who, facts) => ({
    glyph: 'check',
    event: 'Renewed',
    evidence: `${tokenRequest(facts)}, by ${who}`,
  }),
  revealed: act(({ what }) => (what === 'client_secret' ? 'Client secret read' : 'Token read')),
  exported: act(({ format }) => `Configuration exported${format ? ` as ${format}` : ''}`),
  exported_with_secrets: act(() => 'Configuration with secrets exported, sealed with a passphrase'),
  token_read: act(() => 'Token read with an API key'),
  quarantined: (_, { value }) => ({
    glyph: 'octagon',
    event: 'Put aside: a stored value was changed from outside',
    evidence: SECRET_WORDS[String(value)] ?? null,
  }),
  quarantine_ended: act(() => 'Written anew and in use again'),
  deleted: act(
    () => 'Deleted',
    () => 'Everything is kept',
  ),
  restored: act(() => 'Restored'),
} satisfies Record<AccountEvent, Words>;

const VERDICTS: Record<string, Pick<HistoryWords, 'glyph' | 'event'>> = {
  validated: { glyph: 'check', event: 'Validated' },
  'validated-with-limits': { glyph: 'triangle', event: 'Validated with limits' },
  'not-validated': { glyph: 'octagon', event: 'Not validated' },
};

function tokenRequest({ status, durationMs }: Facts): string {
  const took = typeof durationMs === 'number' ? ` in ${Math.round(durationMs)} ms` : '';
  return `POST /oauth2/token ${status || 'without an answer'}${took}`;
}

function failed(event: string, { code, status }: Facts): HistoryWords {
  const known = ERROR_CODES.find((each) => each === code);
  const title = known ? explainError(known, {}, {}).title : 'Unknown reason';
  return { glyph: 'octagon', event, evidence: status ? `${title} (${status})` : title };
}

export function historyWords({ kind, personName, facts }: HistoryEntry): HistoryWords {
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind as AccountEvent] : act(() => kind);
  return words(personName ?? 'this service', facts);
}

export const HISTORY_FILTERS = ['all', 'problems', 'people'] as const;
export type HistoryFilter = (typeof HISTORY_FILTERS)[number];

export function matchesFilter({ glyph }: HistoryWords, filter: HistoryFilter): boolean {
  if (filter === 'problems') return glyph === 'octagon' || glyph === 'triangle';
  return filter === 'all' || glyph === 'person';
}
