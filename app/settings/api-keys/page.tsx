import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { type ApiKeyPage, listApiKeys } from '@/lib/door/api-key-list';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { KeyPager, pageHref } from './key-pager';
import { KeyTable } from './key-table';
import { NoKeys } from './no-keys';

export const metadata: Metadata = { title: 'API keys' };

interface ApiKeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApiKeysPage({ searchParams }: ApiKeysPageProps) {
  await requirePerson('owner');
  const asked = Number((await searchParams).page ?? 1);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
  const { store, clock } = await requestContext();
  const list = await listApiKeys(store, page, clock.now());
  const lastPage = Math.max(1, Math.ceil(list.total / list.pageSize));
  if (page > lastPage) redirect(pageHref(lastPage));

  return (
    <>
      <PageTitle
        title="API keys"
        sentence="With a key a program reads the state of accounts, takes the token in use, or sets accounts up, without a person."
        actions={list.total > 0 && <MakeButton />}
      />
      {list.expiringSoon > 0 && <EndsSoon list={list} />}
      <div className="mt-8">
        {list.total === 0 ? (
          <NoKeys action={<MakeButton />} />
        ) : (
          <>
            <KeyTable rows={list.rows} />
            <KeyPager list={list} lastPage={lastPage} />
          </>
        )}
      </div>
    </>
  );
}

const MakeButton = () => (
  <LinkButton variant="primary" href="/settings/api-keys/new" className="max-md:w-full">
    Make an API key
  </LinkButton>
);

const EndsSoon = ({ list: { expiringSoon } }: { list: ApiKeyPage }) => (
  <div className="mt-6">
    <Notice
      tone="wait"
      title={expiringSoon === 1 ? 'One key ends within 14 days.' : `${expiringSoon} keys end within 14 days.`}
    >
      <p>
        Make a new one with the same rights, put it where the old one is, and revoke the old one once its last
        use no longer moves.
      </p>
    </Notice>
  </div>
);
