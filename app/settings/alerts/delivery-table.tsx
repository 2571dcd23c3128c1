import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { alertWords } from '@/lib/alerts/alert-words';
import type { DeliveryRow } from '@/lib/alerts/delivery-data';
import { DeliveryState } from './delivery-state';
import { SendButton } from './send-button';

const COLUMNS: readonly Column[] = [
  { header: 'Alert', className: 'md:w-[34%]' },
  { header: 'To', className: 'md:w-[20%]' },
  { header: 'State', narrowLabel: null, className: 'md:w-[30%]' },
  { header: 'Change', narrowLabel: null },
];

export const DeliveryTable = ({ rows }: { rows: readonly DeliveryRow[] }) => (
  <DataTable
    caption="Deliveries"
    columns={COLUMNS}
    rows={rows.map((row) => ({
      key: row.id,
      cells: [
        <Heading key="alert" row={row} />,
        row.to,
        <DeliveryState key="state" row={row} />,
        row.status !== 'delivered' && row.kind !== 'test' && (
          <SendButton
            key="change"
            path={`/api/alerts/deliveries/${row.id}/retry`}
            words="Try again"
            to={row.to}
            pendingWords="Trying…"
          />
        ),
      ],
    }))}
  />
);

function Heading({ row }: { row: DeliveryRow }) {
  const { title } = alertWords(row);
  return (
    <>
      <span className="block text-base">
        {row.accountId ? (
          <PageLink href={`/accounts/${row.accountId}`} className="link">
            {title}
          </PageLink>
        ) : (
          title
        )}
      </span>
      <span className="block text-ink-2">
        <LocalTime at={row.raisedAt} hasRelative />
      </span>
    </>
  );
}
