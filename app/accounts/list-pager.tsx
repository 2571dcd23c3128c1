import { type ListQuery, listHref } from '@/app/accounts/list-address';
import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import type { AccountPage } from '@/lib/accounts/view';

interface ListPagerProps {
  query: ListQuery;
  list: AccountPage;
  lastPage: number;
}

const number = (count: number) => count.toLocaleString('en-GB');

/** Which rows are shown of how many, and links to the neighbours and the ends. */
export const ListPager = ({ query, list: { rows, page, pageSize, total }, lastPage }: ListPagerProps) => {
  const first = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {lastPage === 1
          ? `${rows.length} of ${total}`
          : `${number(first)} to ${number(first + rows.length - 1)} of ${number(total)}`}{' '}
        {total === 1 ? 'account' : 'accounts, those that need a person first'}.
      </p>
      {lastPage > 1 && (
        <ul className="flex flex-wrap gap-2">
          {steps(page, lastPage).map(({ words, to }) => (
            <li key={words}>
              <LinkButton
                variant="small"
                href={listHref({ ...query, page: to })}
                prefetch={false}
                className="relative"
              >
                {words}
                <LinkPending />
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
};

/** Only where there is something to go to. */
const steps = (page: number, lastPage: number) => [
  ...(page > 2 ? [{ words: 'First page', to: 1 }] : []),
  ...(page > 1 ? [{ words: 'Previous page', to: page - 1 }] : []),
  ...(page < lastPage ? [{ words: 'Next page', to: page + 1 }] : []),
  ...(page < lastPage - 1 ? [{ words: `Last page, ${number(lastPage)}`, to: lastPage }] : []),
];
