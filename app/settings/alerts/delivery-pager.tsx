import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import { DELIVERIES_PER_PAGE } from '@/lib/alerts/delivery-data';
import { type LogQuery, logHref } from './log-address';

interface DeliveryPagerProps {
  query: LogQuery;
  total: number;
  shown: number;
  lastPage: number;
}

const number = (count: number) => count.toLocaleString('en-GB');

/** Which deliveries are shown of how many, and the neighbours. */
export const DeliveryPager = ({ query, total, shown, lastPage }: DeliveryPagerProps) => {
  const first = (query.page - 1) * DELIVERIES_PER_PAGE + 1;
  const link = (words: string, page: number) => (
    <LinkButton variant="small" href={logHref({ ...query, page })} prefetch={false} className="relative">
      {words}
      <LinkPending />
    </LinkButton>
  );
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {lastPage === 1
          ? number(total)
          : `${number(first)} to ${number(first + shown - 1)} of ${number(total)}`}{' '}
        {total === 1 ? 'delivery' : 'deliveries, newest first'}.
      </p>
      {lastPage > 1 && (
        <div className="flex flex-wrap gap-2">
          {query.page > 1 && link('Newer ones', query.page - 1)}
          {query.page < lastPage && link('Older ones', query.page + 1)}
        </div>
      )}
    </nav>
  );
};
