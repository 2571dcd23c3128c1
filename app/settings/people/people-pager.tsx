import { type PeopleQuery, peopleHref } from '@/app/settings/people/list-address';
import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import type { PeoplePage } from '@/lib/door/people-list';

interface PeoplePagerProps {
  query: PeopleQuery;
  list: PeoplePage;
  lastPage: number;
}

const number = (count: number) => count.toLocaleString('en-GB');

/** Who is shown of how many, and the neighbours. */
export const PeoplePager = ({ query, list: { rows, page, pageSize, total }, lastPage }: PeoplePagerProps) => {
  const first = (page - 1) * pageSize + 1;
  const link = (words: string, to: number) => (
    <LinkButton variant="small" href={peopleHref({ ...query, page: to })} className="relative">
      {words}
      <LinkPending />
    </LinkButton>
  );
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {lastPage === 1
          ? number(total)
          : `${number(first)} to ${number(first + rows.length - 1)} of ${number(total)}`}{' '}
        {total === 1 ? 'person' : 'people, by last name'}.
      </p>
      {lastPage > 1 && (
        <div className="flex flex-wrap gap-2">
          {page > 1 && link('Previous page', page - 1)}
          {page < lastPage && link('Next page', page + 1)}
        </div>
      )}
    </nav>
  );
};
