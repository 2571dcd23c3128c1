import { buttonClasses, LinkButton } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Icon } from '@/components/ui/icon';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { StatusLine } from '@/components/ui/status-line';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import { CALENDAR_FILE } from '@/lib/planner/calendar-file';
import { daysLeft, nextReminderAt } from '@/lib/planner/consent-end';
import { type PlannerRow, SOON_DAYS } from '@/lib/planner/data';

const COLUMNS: readonly Column[] = [
  { header: 'Account', className: 'md:w-[22%]' },
  { header: 'Sign in to Coupa again', narrowLabel: null, className: 'md:w-[30%]' },
  { header: 'Reminder', className: 'md:w-[15%]' },
  { header: 'Owner, deputy', className: 'md:w-[15%]' },
  { header: 'Next', narrowLabel: null },
];

interface PlannerTableProps {
  rows: readonly PlannerRow[];
  now: Date;
  canEdit: boolean;
}

/** Who has to sign in, by when, and who is told. */
export const PlannerTable = ({ rows, now, canEdit }: PlannerTableProps) => (
  <DataTable
    caption="Sign-ins to come"
    columns={COLUMNS}
    rows={rows.map((row) => ({
      key: row.accountId,
      cells: [
        <Heading key="account" row={row} />,
        <By key="by" row={row} now={now} />,
        <Reminder key="reminder" row={row} now={now} />,
        <People key="people" row={row} />,
        <Next key="next" row={row} canEdit={canEdit} />,
      ],
    }))}
  />
);

const Heading = ({ row: { accountId, label, host } }: { row: PlannerRow }) => (
  <>
    <PageLink href={`/accounts/${accountId}`} className="link text-base font-semibold break-words">
      {label}
    </PageLink>
    <span className="block">
      <code>{host}</code>
    </span>
  </>
);

function By({ row: { endsAt, refusedSince, isApplied }, now }: { row: PlannerRow; now: Date }) {
  if (refusedSince)
    return (
      <StatusLine
        glyph="octagon"
        words={
          <>
            Needs re-authorization since <LocalTime at={refusedSince.toISOString()} />
          </>
        }
        proof="Coupa no longer takes the refresh token."
      />
    );
  const at = endsAt.toISOString();
  const left = daysLeft(endsAt, now);
  if (endsAt <= now)
    return (
      <StatusLine
        glyph="triangle"
        words={
          <>
            Was due <LocalTime at={at} form="day" hasRelative />
          </>
        }
        proof={`The ${REFRESH_TOKEN_LIFETIME_DAYS} days are over, and Coupa has not refused yet. Sign in before it does.`}
      />
    );
  return (
    <StatusLine
      glyph={left < SOON_DAYS ? 'triangle' : 'clock'}
      words={
        <>
          By <LocalTime at={at} form="day" />
        </>
      }
      proof={
        <>
          {leftWords(left)}, at <LocalTime at={at} /> at the latest.
          {!isApplied && ' Not applied yet: nothing is renewed.'}
        </>
      }
    />
  );
}

const leftWords = (days: number) =>
  days === 0 ? 'Less than a day left' : days === 1 ? '1 day left' : `${days} days left`;

function Reminder({ row: { endsAt, refusedSince, isApplied }, now }: { row: PlannerRow; now: Date }) {
  const next = isApplied && !refusedSince ? nextReminderAt(endsAt, now) : null;
  return next ? <LocalTime at={next.toISOString()} form="day" hasRelative /> : 'none to come';
}

const People = ({ row: { ownerName, deputyName } }: { row: PlannerRow }) => (
  <>
    {ownerName}
    <span className="block text-ink-2">{deputyName ?? 'no deputy yet'}</span>
  </>
);

const Next = ({ row: { accountId, label }, canEdit }: { row: PlannerRow; canEdit: boolean }) => (
  <span className="flex flex-wrap gap-2">
    {canEdit && (
      <LinkButton variant="small" href={`/accounts/${accountId}`}>
        Re-authorize <span className="sr-only">{label}</span>
      </LinkButton>
    )}
    <a
      href={`/api/accounts/${accountId}/calendar.ics`}
      download={CALENDAR_FILE}
      className={buttonClasses('small')}
    >
      <Icon name="download" className="text-accent" />
      Calendar <span className="sr-only">entry of {label}</span>
    </a>
  </span>
);
