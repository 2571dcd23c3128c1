import type { Metadata } from 'next';
import { PageLink } from '@/components/ui/page-link';
import { listAccounts } from '@/lib/accounts/list-data';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { NewKey } from './new-key';

export const metadata: Metadata = { title: 'Make an API key' };

export default async function NewApiKeyPage() {
  await requirePerson('owner');
  const { store, appUrl, clock } = await requestContext();
  const first = await listAccounts(store, { search: '', filter: 'all', page: 1 }, appUrl, clock.now());
  return (
    <NewKey
      above={
        <PageLink href="/settings/api-keys" className="link">
          API keys
        </PageLink>
      }
      appUrl={appUrl}
      accounts={first.rows.map(({ id, label, host }) => ({ id, label, host }))}
      accountCount={first.total}
    />
  );
}
