import type { EventWords, WordsOf } from '@/app/settings/audit/words-of';
import { STEPS } from '@/lib/accounts/steps';
import type { EventFacts } from '@/lib/audit/clean-facts';
import type { AccountEvent } from '@/lib/audit/event-kinds';
import { explainError } from '@/lib/coupa/error-atlas';
import { ERROR_CODES } from '@/lib/errors';

const act = (
  event: (facts: EventFacts) => string,
  evidence: (facts: EventFacts) => string | null = () => null,
): WordsOf => {
  const credit = { after: 'event', words: ' by ' } as const;
  return (facts) => ({ glyph: 'person', event: event(facts), evidence: evidence(facts), credit });
};

export const accountEventWords = {
  created: act(() => 'Set-up begun'),
  step_changed: act(({ step }) => `${STEPS.find(({ name }) => name === step)?.title ?? 'A step'} saved`),
  credentials_saved: act(() => 'Client ID and Client secret saved'),
  authorization_started: act(
    () => 'Sent to Coupa',
    () => 'To sign in and allow what the client asks for',
  ),
  authorized: act(() => 'Authorized', tokenRequest),
  authorization_failed: (facts) => failed('Authorization failed', facts),
  token_obtained: act(() => 'Token obtained', tokenRequest),
  token_failed: (facts) => failed('No token', facts),
  validated: ({ verdict, checks }) => ({
    ...(VERDICTS[String(verdict)] ?? { glyph: 'check', event: 'Checked' }),
    evidence: `${checks ?? 'All'} checks`,
    credit: { after: 'evidence', words: ', started by ' },
  }),
  applied: act(() => 'Applied'),
  renewed: (facts) => ({
    glyph: 'check',
    event: 'Renewed',
    evidence: tokenRequest(facts),
    credit: { after: 'evidence', words: ', by ' },
  }),
  upkeep_changed: ({ state, code }) => ({
    ...(UPKEEP_CHANGES[String(state)] ?? { glyph: 'triangle', event: 'Upkeep changed' }),
    evidence: code ? String(code) : null,
    credit: null,
  }),
  answer_recovered: () => ({
    glyph: 'check',
    event: 'Token recovered',
    evidence: 'It had come from Coupa, but had not reached the database',
    credit: null,
  }),
  secret_staged: act(() => 'New Client secret entered, not in use yet'),
  secret_proved: act(
    () => 'New Client secret accepted by Coupa',
    () => 'No refresh token was spent',
  ),
  secret_proof_failed: (facts) => failed('New Client secret not accepted', facts),
  secret_switched: act(
    () => 'New Client secret in use',
    () => 'The one before is kept until a token came by the new one',
  ),
  secret_switch_undone: act(() => 'Client secret before the change in use again'),
  secret_retired: act(
    () => 'Client secret before the change deleted here',
    () => 'A token came by the new one',
  ),
  secret_dropped: act(() => 'New Client secret given up, the one in use stays'),
  deputy_changed: handedTo('deputy', 'Deputy taken off'),
  owner_changed: handedTo('owner', 'Owner changed'),
  alerted: ({ kind, to }) => ({
    glyph: 'check',
    event: ALERT_WORDS[String(kind)] ?? 'Alert sent',
    evidence: to === undefined ? null : `To ${to}`,
    credit: null,
  }),
  revealed: act(({ what }) => (what === 'client_secret' ? 'Client secret read' : 'Token read')),
  exported: act(({ format }) => `Configuration exported${format ? ` as ${format}` : ''}`),
  exported_with_secrets: act(() => 'Configuration with secrets exported, sealed with a passphrase'),
  token_read: act(() => 'Token read with an API key'),
  quarantined: ({ value }) => ({
    glyph: 'octagon',
    event: 'Put aside: a stored value was changed from outside',
    evidence: value ? String(value) : null,
    credit: null,
  }),
  quarantine_ended: act(() => 'Written anew and in use again'),
  deleted: act(
    () => 'Deleted',
    () => 'Everything is kept',
  ),
  restored: act(() => 'Restored'),
} satisfies Record<AccountEvent, WordsOf>;

/** Who looks after the account from then on; a line without a person is one that took somebody off. */
function handedTo(what: string, otherwise: string): WordsOf {
  return (facts, subject) => ({
    glyph: 'person',
    event: facts.person ? `${subject ?? 'Somebody'} named ${what}` : otherwise,
    evidence: null,
    credit: { after: 'event', words: ' by ' },
  });
}

const UPKEEP_CHANGES: Record<string, Pick<EventWords, 'glyph' | 'event'>> = {
  healthy: { glyph: 'check', event: 'Renewals work again' },
  degraded: { glyph: 'triangle', event: 'Renewal failed, it is tried again' },
  reauth_required: { glyph: 'octagon', event: 'Needs somebody to sign in to Coupa again' },
  credentials_rejected: { glyph: 'octagon', event: 'Coupa no longer accepts the credentials' },
  config_error: { glyph: 'octagon', event: 'Coupa refuses what is asked for' },
};

const ALERT_WORDS: Record<string, string> = {
  failed: 'Alert sent',
  recovered: 'All-clear sent',
  reminder: 'Reminder sent',
};

const VERDICTS: Record<string, Pick<EventWords, 'glyph' | 'event'>> = {
  validated: { glyph: 'check', event: 'Validated' },
  'validated-with-limits': { glyph: 'triangle', event: 'Validated with limits' },
  'not-validated': { glyph: 'octagon', event: 'Not validated' },
};

function tokenRequest({ status, durationMs }: EventFacts): string {
  const took = typeof durationMs === 'number' ? ` in ${Math.round(durationMs)} ms` : '';
  return `POST /oauth2/token ${status || 'without an answer'}${took}`;
}

function failed(event: string, { code, status }: EventFacts): EventWords {
  const known = ERROR_CODES.find((each) => each === code);
  const title = known ? explainError(known, {}, {}).title : 'Unknown reason';
  const evidence = status ? `${title} (${status})` : title;
  return { glyph: 'octagon', event, evidence, credit: { after: 'event', words: ', tried by ' } };
}
