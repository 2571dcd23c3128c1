import type { WordsOf } from '@/app/settings/audit/words-of';
import type { EventFacts } from '@/lib/audit/clean-facts';
import type { ServiceEvent } from '@/lib/audit/event-kinds';
import { countOf } from '@/lib/coupa/marked';

type Say = (facts: EventFacts, subject: string) => string;

/** An act of a person, or of the service where nobody asked. */
const act = (event: string | Say, evidence: Say = () => ''): WordsOf => line('person', event, evidence);
/** What was not let happen. */
const refused = (event: string, evidence: Say = () => ''): WordsOf => line('octagon', event, evidence);

function line(glyph: 'person' | 'octagon', event: string | Say, evidence: Say): WordsOf {
  return (facts, subject) => ({
    glyph,
    event: typeof event === 'string' ? event : event(facts, subject ?? 'Somebody'),
    evidence: evidence(facts, subject ?? 'somebody') || null,
    credit: { after: 'event', words: ' by ' },
  });
}

const METHODS: Record<string, string> = {
  password: 'password',
  passkey: 'passkey',
  company: 'company account',
  totp: 'code of an authenticator app',
  code: 'code of an authenticator app',
  recovery: 'recovery code',
  recovery_code: 'recovery code',
};
const methodWords = (value: unknown) => METHODS[String(value)] ?? String(value ?? '').replaceAll('_', ' ');

const how: Say = ({ method, factor }) =>
  [method, factor]
    .filter((each) => each && each !== 'none')
    .map((each, index) => `${index === 0 ? 'By' : 'and'} ${methodWords(each)}`)
    .join(' ');
const reason: Say = ({ reason: why, what, code }) => methodWords(why ?? what ?? code ?? '');
const atStep: Say = ({ step }) => (step ? `At the step ${methodWords(step)}` : '');
const ofSubject: Say = (_, subject) => (subject === 'somebody' ? '' : `Of ${subject}`);
const named: Say = ({ name }) => (name ? `“${name}”` : '');
const sessionsEnded: Say = ({ sessions }) =>
  typeof sessions === 'number' ? `${countOf(sessions, 'session')} ended` : '';
const keyId: Say = ({ keyId: id }) => (id ? `Key ${id}` : '');
const count = (value: unknown, one: string) => (typeof value === 'number' ? countOf(value, one) : '');

export const serviceEventWords = {
  signed_in: act('Signed in', how),
  sign_in_refused: refused('Sign-in refused', atStep),
  sign_in_throttled: refused('Sign-in refused: too many tries', atStep),
  signed_out: act('Signed out'),
  session_ended: act(
    ({ count: ended }) => (ended === 1 || ended === undefined ? 'Session ended' : `${ended} sessions ended`),
    ofSubject,
  ),
  confirmed: act('Confirmed who it is', ({ by }) => (by ? `By ${methodWords(by)}` : '')),
  confirmation_refused: refused('Confirmation refused', reason),
  access_refused: refused('Request refused', ({ method, path, more }) =>
    [`${method ?? ''} ${path ?? ''}`.trim(), more && 'further ones are left out for a minute']
      .filter(Boolean)
      .join('; '),
  ),
  owner_made: act('First owner made'),
  invitation_made: act('Invitation made', ({ role }) => (role ? `For the role ${role}` : '')),
  invitation_used: act('Invitation used', ({ role }) => (role ? `For the role ${role}` : '')),
  invitation_revoked: act('Invitation withdrawn'),
  role_changed: act(
    (_, subject) => `Role of ${subject.replace('Somebody', 'somebody')} changed`,
    ({ from, to }) => (from && to ? `From ${from} to ${to}` : ''),
  ),
  person_disabled: act((_, subject) => `${subject} disabled`, sessionsEnded),
  person_enabled: act((_, subject) => `${subject} enabled again`),
  profile_changed: act('Profile changed', ({ field }) => (field ? `The ${field}` : '')),
  password_changed: act('Password changed', sessionsEnded),
  password_reset_made: act('Link for a new password made', (_, subject) =>
    subject === 'somebody' ? '' : `For ${subject}`,
  ),
  totp_added: act('Authenticator app added'),
  totp_removed: act('Authenticator app removed'),
  recovery_codes_made: act('Recovery codes made'),
  recovery_code_used: act('Recovery code used'),
  passkey_added: act('Passkey added', named),
  passkey_removed: act('Passkey removed', named),
  second_factor_reset: act('Second factors taken away', ofSubject),
  identity_linked: act('Company account connected'),
  identity_unlinked: act('Company account disconnected'),
  api_key_made: act('API key made', named),
  api_key_revoked: act('API key revoked', named),
  api_key_refused: refused('API key refused', reason),
  audit_exported: act('Audit log exported', ({ filter }) => (filter ? `Filtered by ${filter}` : 'All of it')),
  audit_trimmed: act(
    ({ count: lines }) => `${count(lines, 'old line') || 'Old lines'} of the audit log deleted`,
    ({ before }) => (before ? `From before ${String(before).slice(0, 10)}, as the retention time says` : ''),
  ),
  key_added: act('Encryption key added', keyId),
  rewrap_finished: act('Stored secrets are under the new key', ({ count: values }) => count(values, 'value')),
  key_dropped: act('Encryption key dropped', keyId),
  alert_channel_added: act('Alert channel added', named),
  alert_channel_changed: act('Alert channel changed', named),
  alert_channel_removed: act('Alert channel removed', named),
  alert_tested: act('Test alert sent', named),
  purged: act(
    ({ label }) => `Deleted for good${label ? `: ${label}` : ''}`,
    () => 'Thirty days after it was deleted',
  ),
  backup_made: act('Back-up made'),
  backup_restored: act('Back-up put back', ({ count: accounts, held }) =>
    [
      accounts && `${count(accounts, 'newer token')} came from the journal`,
      held && `${count(held, 'account')} on hold until a person goes on`,
    ]
      .filter(Boolean)
      .join('; '),
  ),
  started: act('Service started'),
} satisfies Record<ServiceEvent, WordsOf>;
