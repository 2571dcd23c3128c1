import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import { PLANNER_PAGE_SIZE, type PlannerPage } from '@/lib/planner/data';
import { type PlannerQuery, plannerHref } from './planner-address';

interface PlannerPagerProps {
  query: PlannerQuery;
  list: PlannerPage;
  lastPage: number;
}

const number = (count: number) => count.toLocaleString('en-GB');

/** Which rows are shown of how many, and the neighbours. */
export function PlannerPager({ query, list: { rows, total }, lastPage }: PlannerPagerProps) {
  const { page } = query;
  const first = (page - 1) * PLANNER_PAGE_SIZE + 1;
  const shown =
    lastPage === 1 ? number(rows.length) : `${number(first)} to ${number(first + rows.length - 1)}`;
  const link = (words: string, to: number) => (
    <LinkButton variant="small" href={plannerHref({ ...query, page: to })} className="relative">
      {words}
      <LinkPending />
    </LinkButton>
  );
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {shown} of {number(total)} {total === 1 ? 'account' : 'accounts, the nearest day first'}.
      </p>
      {lastPage > 1 && (
        <div className="flex flex-wrap gap-2">
          {page > 1 && link('Previous page', page - 1)}
          {page < lastPage && link('Next page', page + 1)}
        </div>
      )}
    </nav>
  );
}
