import { ROLE_WORDS, UNSEEN_WORDS } from '@/app/settings/people/people-words';
import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import type { PersonRow } from '@/lib/door/people-list';

const COLUMNS: readonly Column[] = [
  { header: 'Person', className: 'md:w-[38%]' },
  { header: 'Role', narrowLabel: null, className: 'md:w-[12%]' },
  { header: 'Second factor', className: 'md:w-[16%]' },
  { header: 'Last seen' },
  { header: 'State', narrowLabel: null, className: 'md:w-[14%]' },
];

export const PeopleTable = ({ rows, ownId }: { rows: readonly PersonRow[]; ownId: string }) => (
  <DataTable
    caption="People"
    columns={COLUMNS}
    isDense
    rows={rows.map((row) => ({
      key: row.id,
      cells: [
        <Heading key="person" row={row} isOwn={row.id === ownId} />,
        ROLE_WORDS[row.role].title,
        row.hasSecondFactor ? 'Yes' : 'No',
        row.lastSeenAt ? <LocalTime key="seen" at={row.lastSeenAt} form="stamp" /> : UNSEEN_WORDS,
        row.disabledAt ? <b key="state">Disabled</b> : 'May sign in',
      ],
    }))}
  />
);

const Heading = ({ row: { id, name, email }, isOwn }: { row: PersonRow; isOwn: boolean }) => (
  <>
    <PageLink href={`/settings/people/${id}`} className="link text-base font-semibold break-words">
      {name}
    </PageLink>
    {isOwn && <span className="text-ink-2"> (you)</span>}
    <span className="block text-ink-2">{email}</span>
  </>
);
