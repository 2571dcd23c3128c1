import { type ListQuery, listHref } from '@/app/accounts/list-address';
import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import type { AccountPage } from '@/lib/accounts/view';

interface ListPagerProps {
  query: ListQuery;
  list: AccountPage;
  /** Null while there are more pages than have a number. */
  lastPage: number | null;
}

const number = (count: number) => count.toLocaleString('en-GB');

/** Which rows are shown of how many, and links to the neighbours and the ends. */
export const ListPager = ({ query, list, lastPage }: ListPagerProps) => {
  const links = steps(list, lastPage);
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {rowsWords(list, lastPage)}{' '}
        {list.total === 1 ? 'account' : 'accounts, those that need a person first'}.
      </p>
      {links.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {links.map(({ words, to }) => (
            <li key={words}>
              <LinkButton
                variant="small"
                href={listHref({ ...query, page: 1, after: '', ...to })}
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

function rowsWords({ rows, page, pageSize, total }: AccountPage, lastPage: number | null): string {
  const of = lastPage === null ? `more than ${number(total)}` : number(total);
  if (lastPage === 1) return `${rows.length} of ${of}`;
  if (page === null) return `${rows.length} further ones of ${of}`;
  const first = (page - 1) * pageSize + 1;
  return `${number(first)} to ${number(first + rows.length - 1)} of ${of}`;
}

interface Step {
  words: string;
  to: Partial<Pick<ListQuery, 'page' | 'after'>>;
}

/** Only where there is something to go to. What comes after the pages that have a number is reached from the last of them. */
function steps({ page, next, total, pageSize }: AccountPage, lastPage: number | null) {
  const found: Step[] = [];
  const lastNumbered = Math.ceil(total / pageSize);
  if (page === null || page > 2) found.push({ words: 'First page', to: {} });
  if (page !== null && page > 1) found.push({ words: 'Previous page', to: { page: page - 1 } });
  if (next)
    found.push({
      words: 'Next page',
      to: page !== null && page < lastNumbered ? { page: page + 1 } : { after: next },
    });
  if (page !== null && lastPage !== null && page < lastPage - 1)
    found.push({ words: `Last page, ${number(lastPage)}`, to: { page: lastPage } });
  return found;
}
