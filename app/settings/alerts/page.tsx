import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { listChannels } from '@/lib/alerts/channel-data';
import { DELIVERIES_PER_PAGE, listDeliveries } from '@/lib/alerts/delivery-data';
import { requirePerson } from '@/lib/door/require-person';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { ChannelTable } from './channel-table';
import { DeliveryLog } from './delivery-log';
import { logHref, readLogQuery } from './log-address';
import { NoChannels } from './no-channels';

export const metadata: Metadata = { title: 'Alerts' };

interface AlertsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  await requirePerson('owner');
  const query = readLogQuery(await searchParams);
  const { store } = await requestContext();
  const [channels, log] = [await listChannels(store), await listDeliveries(store, query)];
  const lastPage = Math.max(1, Math.ceil(log.total / DELIVERIES_PER_PAGE));
  if (query.page > lastPage) redirect(logHref({ ...query, page: lastPage }));
  const hasMail = env().mail !== null;
  return (
    <>
      <PageTitle
        title="Alerts"
        sentence="Who is told when an account needs somebody, and when it works again. Each thing is told once."
        actions={channels.length > 0 && <AddButton />}
      />
      <div className="mt-6">
        <MailNotice hasMail={hasMail} />
      </div>
      <section aria-labelledby="channels" className="mt-8">
        <h2 id="channels" className="sr-only">
          Channels
        </h2>
        {channels.length === 0 ? (
          <NoChannels action={<AddButton />} />
        ) : (
          <ChannelTable channels={channels} hasMail={hasMail} />
        )}
      </section>
      <DeliveryLog query={query} log={log} channels={channels} lastPage={lastPage} />
    </>
  );
}

const AddButton = () => (
  <LinkButton variant="primary" href="/settings/alerts/new" className="max-md:w-full">
    Add a channel
  </LinkButton>
);

const MailNotice = ({ hasMail }: { hasMail: boolean }) =>
  hasMail ? (
    <p className="text-sm text-ink-2">
      The owner and the deputy of an account are told by e-mail as well, without a channel.
    </p>
  ) : (
    <Notice title="No mail server is set up.">
      <p className="text-sm text-ink-2">
        Nobody is told by e-mail until whoever runs this service sets <code>SMTP_URL</code> and{' '}
        <code>MAIL_FROM</code>. Webhooks work without.
      </p>
    </Notice>
  );
