import { EmptyState } from '@/components/ui/empty-state';
import { FilterLinks } from '@/components/ui/filter-links';
import { PageLink } from '@/components/ui/page-link';
import type { ChannelRow } from '@/lib/alerts/channel-data';
import type { listDeliveries } from '@/lib/alerts/delivery-data';
import { DeliveryPager } from './delivery-pager';
import { DeliveryTable } from './delivery-table';
import { type LogQuery, logHref } from './log-address';

interface DeliveryLogProps {
  query: LogQuery;
  log: Awaited<ReturnType<typeof listDeliveries>>;
  channels: readonly ChannelRow[];
  lastPage: number;
}

/** What was sent to whom, newest first. */
export function DeliveryLog({ query, log, channels, lastPage }: DeliveryLogProps) {
  const channel = channels.find(({ id }) => id === query.channel);
  return (
    <section aria-labelledby="deliveries" className="mt-14">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h2 id="deliveries" className="text-lg font-semibold">
          Deliveries
        </h2>
        <FilterLinks
          label="Deliveries"
          links={[
            {
              href: logHref({ ...query, show: 'all', page: 1 }),
              words: 'All',
              isCurrent: query.show === 'all',
            },
            {
              href: logHref({ ...query, show: 'open', page: 1 }),
              words: 'Not delivered',
              isCurrent: query.show === 'open',
            },
          ]}
        />
      </div>
      {channel && (
        <p className="mb-4 text-sm">
          Only those to “{channel.name}”.{' '}
          <PageLink href={logHref({ show: query.show })} className="link">
            Show those to everybody
          </PageLink>
        </p>
      )}
      {log.rows.length === 0 ? (
        <NoDeliveries query={query} />
      ) : (
        <>
          <DeliveryTable rows={log.rows} />
          <DeliveryPager query={query} total={log.total} shown={log.rows.length} lastPage={lastPage} />
        </>
      )}
    </section>
  );
}

const NoDeliveries = ({ query: { show, channel } }: { query: LogQuery }) =>
  show === 'open' ? (
    <EmptyState title="Everything was delivered" />
  ) : (
    <EmptyState title={channel ? 'Nothing was sent to it yet' : 'Nothing was sent yet'}>
      <p>Alerts, all-clears, reminders and tests stand here, each with how it went.</p>
    </EmptyState>
  );
