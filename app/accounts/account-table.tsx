import { NextCell } from '@/app/accounts/next-cell';
import { type Column, DataTable } from '@/components/ui/data-table';
import { PageLink } from '@/components/ui/page-link';
import { AccountStatusLine } from '@/components/wizard/account-status-line';
import { ACCOUNT_TYPE_WORDS, grantTypeWords } from '@/components/wizard/account-words';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountRow } from '@/lib/accounts/view';

const COLUMNS: readonly Column[] = [
  { header: 'Account', className: 'md:w-[20%]' },
  { header: 'Instance and grant type', narrowLabel: null, className: 'md:w-[21%]' },
  { header: 'Status', narrowLabel: null, className: 'md:w-[32%]' },
  { header: 'What comes next', narrowLabel: 'Next' },
  { header: 'Owner', className: 'md:w-[10%]' },
];

/** Those that need a person stand first, as the list's data has them. */
export const AccountTable = ({ rows, canEdit }: { rows: readonly AccountRow[]; canEdit: boolean }) => (
  <DataTable
    caption="Accounts"
    columns={COLUMNS}
    rows={rows.map((row) => ({
      key: row.id,
      cells: [
        <Heading key="account" row={row} canEdit={canEdit} />,
        <Place key="place" row={row} />,
        <AccountStatusLine key="status" facts={row} />,
        <NextCell key="next" row={row} canEdit={canEdit} />,
        row.ownerName,
      ],
    }))}
  />
);

const Heading = ({ row, canEdit }: { row: AccountRow; canEdit: boolean }) => (
  <>
    <PageLink href={pageOf(row, canEdit)} className="link text-base font-semibold break-words">
      {row.label}
    </PageLink>
    <span className="block text-ink-2">{ACCOUNT_TYPE_WORDS[row.accountType]}</span>
  </>
);

/** A draft goes on where it was left. */
const pageOf = ({ id, status }: AccountRow, canEdit: boolean) =>
  status.kind === 'setting-up' && canEdit ? stepPath(id, status.step ?? 'client') : `/accounts/${id}`;

const Place = ({ row }: { row: AccountRow }) => (
  <>
    <code>{row.host}</code>
    <span className="block text-ink-2">{grantTypeWords(row)}</span>
  </>
);
