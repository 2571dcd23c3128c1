import type { Metadata } from 'next';
import { PageLink } from '@/components/ui/page-link';
import { listAccounts } from '@/lib/accounts/list-data';
import { requirePerson } from '@/lib/door/require-person';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { NewChannel } from './new-channel';

export const metadata: Metadata = { title: 'Add a channel' };

export default async function NewChannelPage() {
  await requirePerson('owner');
  const { store, appUrl, clock } = await requestContext();
  const first = await listAccounts(store, { search: '', filter: 'all', page: 1 }, appUrl, clock.now());
  return (
    <NewChannel
      above={
        <PageLink href="/settings/alerts" className="link">
          Alerts
        </PageLink>
      }
      hasMail={env().mail !== null}
      accounts={first.rows.map(({ id, label, host }) => ({ id, label, host }))}
      accountCount={first.total}
    />
  );
}
