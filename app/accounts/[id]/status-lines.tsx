import type { ReactNode } from 'react';
import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import { AccountStatusLine } from '@/components/wizard/account-status-line';
import type { AccountView } from '@/lib/accounts/view';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import { CALENDAR_FILE } from '@/lib/planner/calendar-file';
import { REMINDER_DAYS } from '@/lib/planner/consent-end';

/** A consent that ends sooner than this is worth a colour: holidays are shorter. */
const SOON_DAYS = 45;
const DAY_MS = 86_400_000;
/** "30, 14, 7 days and 1 day". */
const REMINDER_WORDS = `${REMINDER_DAYS.slice(0, -1).join(', ')} and ${REMINDER_DAYS.at(-1)} days`;

/** What is so, one fact a line, the worst first. */
export function StatusLines({ account, now }: { account: AccountView; now: Date }) {
  const { status, token, isTokenCurrent, appliedAt, deletedAt } = account;
  const facts = { status, obtainedAt: token?.obtainedAt ?? null, expiresAt: token?.expiresAt ?? null };
  const lines: ReactNode[] = [<AccountStatusLine key="status" facts={facts} />];
  if (token && appliedAt && !deletedAt) {
    if (!isTokenCurrent) lines.push(<ChangedSince key="changed" expiresAt={token.expiresAt} />);
    lines.push(<PersonNeeded key="person" account={account} now={now} />);
    lines.push(<ScopesGranted key="scopes" account={account} />);
  }
  return (
    <section aria-label="Status">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed order
        <div key={index} className="border-b border-line py-4 first:pt-0 empty:hidden">
          {line}
        </div>
      ))}
    </section>
  );
}

const ChangedSince = ({ expiresAt }: { expiresAt: string }) => (
  <StatusLine
    glyph="triangle"
    words="The configuration was changed after this token"
    proof={
      <>
        The token in use ends at <LocalTime at={expiresAt} />. Re-authorize for one that fits what is
        configured now.
      </>
    }
  />
);

/** Authorization code rests on a person’s consent, for 90 days with a refresh token and for one day without. */
function PersonNeeded({ account, now }: { account: AccountView; now: Date }) {
  const { grantType, token } = account;
  if (!token || grantType !== 'authorization_code') return null;
  if (!token.consentEndsAt)
    return (
      <StatusLine
        glyph="triangle"
        words={
          <>
            Needs a person by <LocalTime at={token.expiresAt} />
          </>
        }
        proof="Without offline_access there is no refresh token: somebody authorizes again before each token ends."
      />
    );
  const daysLeft = Math.max(0, Math.floor((Date.parse(token.consentEndsAt) - now.getTime()) / DAY_MS));
  return (
    <StatusLine
      glyph={daysLeft <= SOON_DAYS ? 'triangle' : 'clock'}
      words={
        <>
          Needs a person by <LocalTime at={token.consentEndsAt} form="day" />
        </>
      }
      proof={
        <>
          Coupa ends the refresh token {REFRESH_TOKEN_LIFETIME_DAYS} days after the consent; {daysLeft}{' '}
          {daysLeft === 1 ? 'is' : 'are'} left. Owner and deputy are reminded {REMINDER_WORDS} before.{' '}
          <a href={`/api/accounts/${account.id}/calendar.ics`} download={CALENDAR_FILE} className="link">
            Add to calendar
          </a>
        </>
      }
    />
  );
}

function ScopesGranted({ account: { token, scopes, scopeSource, report } }: { account: AccountView }) {
  const granted = token?.grantedScopes;
  if (!granted)
    return (
      <StatusLine
        glyph="dash"
        words="The token does not name its scopes"
        proof="Only trying shows what it may do: see the report."
      />
    );
  const wanted = scopeSource === 'from_token' ? granted : scopes;
  // Neither stands in every access token; what they bring is there or not.
  const missing = wanted.filter(
    (scope) => !granted.includes(scope) && !isProven(scope, token.hasRefreshToken),
  );
  const works =
    report?.scopes.filter(({ result }) => result === 'works' || result === 'works-no-data').length ?? 0;
  return (
    <StatusLine
      glyph={missing.length > 0 ? 'triangle' : 'check'}
      words={
        missing.length > 0
          ? `${wanted.length - missing.length} of ${wanted.length} scopes granted`
          : allGrantedWords(wanted.length)
      }
      proof={
        missing.length > 0
          ? `Missing: ${missing.join(', ')}.`
          : `${works} read without error in the last report.`
      }
    />
  );
}

const allGrantedWords = (count: number) =>
  count === 1 ? 'The one scope is granted' : `All ${count} scopes granted`;

const isProven = (scope: string, hasRefreshToken: boolean) =>
  (scope === 'offline_access' && hasRefreshToken) || scope === 'openid';
