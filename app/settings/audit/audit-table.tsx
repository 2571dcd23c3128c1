import { eventWords } from '@/app/settings/audit/event-words';
import { auditHref } from '@/app/settings/audit/filter-address';
import { RESULT_WORDS } from '@/app/settings/audit/group-words';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Glyph } from '@/components/ui/glyph';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import type { AuditLine } from '@/lib/audit/list-lines';
import { formatNumber } from '@/lib/coupa/marked';

const COLUMNS: readonly Column[] = [
  { header: 'Time', narrowLabel: null, className: 'md:w-[16%]' },
  { header: 'Who', className: 'md:w-[18%]' },
  { header: 'What', narrowLabel: null },
  { header: 'Account', narrowLabel: null, className: 'md:w-[18%]' },
];
const ADDRESS: Column = { header: 'From', narrowLabel: null, className: 'md:w-[12%]' };

export const AuditTable = ({ lines, isOwner }: { lines: readonly AuditLine[]; isOwner: boolean }) => (
  <DataTable
    caption="Audit log"
    columns={isOwner ? [...COLUMNS, ADDRESS] : COLUMNS}
    rows={lines.map((line) => ({
      key: String(line.sequence),
      cells: [
        <When key="time" line={line} />,
        <Who key="who" line={line} />,
        <What key="what" line={line} />,
        <Account key="account" line={line} />,
        ...(isOwner ? [<Address key="from" address={line.address} />] : []),
      ],
    }))}
  />
);

const When = ({ line: { at, sequence } }: { line: AuditLine }) => (
  <>
    <LocalTime at={at} form="stamp" />
    <span className="block text-ink-2">Line {formatNumber(sequence)}</span>
  </>
);

/** A clock has no address, a stranger has one; who could not sign in has only claimed a name. */
function Who({ line: { person, apiKeyName, kind, address } }: { line: AuditLine }) {
  if (!person) return address ? 'Somebody not signed in' : 'This service';
  const isClaim = kind === 'sign_in_refused' || kind === 'sign_in_throttled';
  return (
    <>
      {isClaim && 'Somebody as '}
      <PageLink href={auditHref({ person: person.id })} className="link">
        {person.name || 'Somebody unknown'}
      </PageLink>
      {apiKeyName && <span className="block text-ink-2">with the API key “{apiKeyName}”</span>}
    </>
  );
}

/** Done is not said: it is what the words say. */
function What({ line }: { line: AuditLine }) {
  const { event, evidence } = eventWords(line.kind, line.facts, line.subject);
  const isDone = line.result === 'done';
  return (
    <>
      <span className="flex gap-2">
        {!isDone && <Glyph shape="octagon" className="mt-0.5" />}
        <span className="min-w-0">
          {event}
          {!isDone && <span className="text-stop"> · {RESULT_WORDS[line.result]}</span>}
        </span>
      </span>
      {evidence && <span className="block text-ink-2">{evidence}</span>}
    </>
  );
}

const Account = ({ line: { account } }: { line: AuditLine }) =>
  account ? (
    account.label === '' ? (
      'An account that is gone'
    ) : (
      <PageLink href={`/accounts/${account.id}`} className="link">
        {account.label}
      </PageLink>
    )
  ) : (
    <None />
  );

const Address = ({ address }: Pick<AuditLine, 'address'>) =>
  address ? (
    <>
      <span className="text-ink-2 md:hidden">from </span>
      <code>{address}</code>
    </>
  ) : (
    <None />
  );

/** A list without columns need not say what is not there. */
const None = () => <span className="text-ink-2 max-md:hidden">None</span>;
