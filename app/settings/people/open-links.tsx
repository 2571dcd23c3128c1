import { ROLE_WORDS } from '@/app/settings/people/people-words';
import { WithdrawLink } from '@/app/settings/people/withdraw-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import type { OpenInvitation } from '@/lib/door/invitations';

const COLUMNS: readonly Column[] = [
  { header: 'For', className: 'md:w-[38%]' },
  { header: 'What it does', narrowLabel: null, className: 'md:w-[28%]' },
  { header: 'Works until', className: 'md:w-[20%]' },
  { header: 'Change', narrowLabel: null },
];

/** One-time links that nobody has used yet. */
export const OpenLinks = ({ links }: { links: readonly OpenInvitation[] }) => (
  <section aria-labelledby="open-links" className="mt-8 mb-10">
    <h2 id="open-links" className="mb-3 text-lg font-semibold">
      Links that are still open
    </h2>
    <DataTable
      caption="Links that are still open"
      columns={COLUMNS}
      isDense
      rows={links.map(({ id, forWhom, role, isReset, expiresAt }) => ({
        key: id,
        cells: [
          forWhom,
          isReset ? 'Sets a new password' : `Invites as ${ROLE_WORDS[role].title.toLowerCase()}`,
          <LocalTime key="until" at={expiresAt} form="stamp" />,
          <WithdrawLink key="withdraw" id={id} forWhom={forWhom} />,
        ],
      }))}
    />
  </section>
);
