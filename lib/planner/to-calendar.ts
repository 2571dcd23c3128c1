import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import { REMINDER_DAYS } from '@/lib/planner/consent-end';
import { escapeText, foldLine, utcStamp } from '@/lib/planner/ics-text';

/** What a calendar is told of one account: names and an instant, no secret. */
export interface PlannedSignIn {
  accountId: string;
  label: string;
  /** Host of the Coupa instance. */
  host: string;
  endsAt: Date;
  ownerName: string;
  deputyName: string | null;
}

interface CalendarFacts {
  /** Our own origin: links lead there, and identifiers are unique by its host. */
  appUrl: string;
  /** When the file is made (RFC 5545 §3.8.7.2). */
  now: Date;
}

/**
 * A calendar of the days by which somebody signs in to Coupa again (RFC 5545): one event an account, with an alarm for each
 * reminder. The identifier of an account's event stays the same, so a newer file moves it.
 */
export function toCalendar(signIns: readonly PlannedSignIn[], facts: CalendarFacts): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Coupa Account Wizard//Planner//EN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Coupa sign-ins',
    ...signIns.flatMap((each) => eventLines(each, facts)),
    'END:VCALENDAR',
  ];
  return lines.map(foldLine).join('');
}

function eventLines(signIn: PlannedSignIn, { appUrl, now }: CalendarFacts): string[] {
  const { accountId, label, host, endsAt } = signIn;
  const summary = escapeText(`Sign in to Coupa again for ${label}`);
  return [
    'BEGIN:VEVENT',
    `UID:sign-in-${accountId}@${new URL(appUrl).hostname}`,
    `DTSTAMP:${utcStamp(now)}`,
    `DTSTART:${utcStamp(endsAt)}`,
    'DURATION:PT15M',
    `SUMMARY:${summary}`,
    `LOCATION:${escapeText(host)}`,
    `DESCRIPTION:${escapeText(descriptionOf(signIn))}`,
    `URL:${new URL(`/accounts/${accountId}`, appUrl).href}`,
    'TRANSP:TRANSPARENT',
    ...REMINDER_DAYS.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${summary}`,
      `TRIGGER:-P${days}D`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

const descriptionOf = ({ host, ownerName, deputyName }: PlannedSignIn) =>
  [
    `Before this time somebody presses Re-authorize on the account’s page and signs in to ${host}. Then it goes on without a person.`,
    `Coupa ends a refresh token ${REFRESH_TOKEN_LIFETIME_DAYS} days after the consent. Should a renewal begin the ${REFRESH_TOKEN_LIFETIME_DAYS} days anew, which Coupa does not say, there is more time.`,
    `Owner: ${ownerName}. Deputy: ${deputyName ?? 'nobody yet'}.`,
  ].join('\n');
