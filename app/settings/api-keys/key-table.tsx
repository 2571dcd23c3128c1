import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import type { ApiKeyRow } from '@/lib/door/api-key-list';
import { API_KEY_SCOPE_WORDS } from '@/lib/door/api-key-scopes';
import { KeyState } from './key-state';
import { RevokeKey } from './revoke-key';

const COLUMNS: readonly Column[] = [
  { header: 'Key', className: 'md:w-[24%]' },
  { header: 'May', className: 'md:w-[22%]' },
  { header: 'State', narrowLabel: null, className: 'md:w-[23%]' },
  { header: 'Last used', className: 'md:w-[17%]' },
  { header: 'Change', narrowLabel: null },
];
/** More labels than this make a row nobody reads. */
const MAX_LABELS = 3;

export const KeyTable = ({ rows }: { rows: readonly ApiKeyRow[] }) => (
  <DataTable
    caption="API keys"
    columns={COLUMNS}
    rows={rows.map((row) => ({
      key: row.id,
      cells: [
        <Heading key="key" row={row} />,
        <Rights key="may" row={row} />,
        <KeyState key="state" row={row} />,
        <LastUse key="used" row={row} />,
        canBeRevoked(row) && <RevokeKey key="change" id={row.id} name={row.name} />,
      ],
    }))}
  />
);

const canBeRevoked = ({ state }: ApiKeyRow) => state !== 'revoked' && state !== 'expired';

const Heading = ({ row: { name, ending, makerName, createdAt } }: { row: ApiKeyRow }) => (
  <>
    <span className="block text-base font-semibold">{name}</span>
    <span className="block text-ink-2">
      <code>caw_…{ending}</code>
    </span>
    <span className="block text-ink-2">
      Made by {makerName}, <LocalTime at={createdAt} form="day" />
    </span>
  </>
);

const Rights = ({ row: { scopes, accountLabels } }: { row: ApiKeyRow }) => (
  <>
    {scopes.map((scope) => API_KEY_SCOPE_WORDS[scope].label).join(' · ')}
    <span className="block text-ink-2">{accountWords(accountLabels)}</span>
  </>
);

function accountWords(labels: string[] | null): string {
  if (labels === null) return 'All accounts';
  const rest = labels.length - MAX_LABELS;
  const shown = labels.slice(0, MAX_LABELS).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

const LastUse = ({ row: { lastUsedAt, lastUsedAddress } }: { row: ApiKeyRow }) =>
  lastUsedAt === null ? (
    'Never'
  ) : (
    <>
      <LocalTime at={lastUsedAt} form="stamp" />
      <span className="block text-ink-2">
        from <code>{lastUsedAddress}</code>
      </span>
    </>
  );
