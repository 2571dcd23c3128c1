import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountTable } from '@/app/accounts/account-table';
import { listHref, readListQuery } from '@/app/accounts/list-address';
import { ListPager } from '@/app/accounts/list-pager';
import { ListTools } from '@/app/accounts/list-tools';
import { FirstAccount, NothingFound } from '@/app/accounts/no-accounts';
import { LinkButton } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { listAccounts } from '@/lib/accounts/list-data';
import type { AccountFilter, AccountPage } from '@/lib/accounts/view';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';

export const metadata: Metadata = { title: 'Accounts' };

interface AccountsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AccountsPage({ searchParams }: AccountsPageProps) {
  const person = await requirePerson();
  const query = readListQuery(await searchParams);
  const { store, appUrl, clock } = await requestContext();
  const list = await listAccounts(store, query, appUrl, clock.now());
  const lastPage = lastPageOf(list, query.filter);
  if (lastPage !== null && query.after === '' && query.page > lastPage)
    redirect(listHref({ ...query, page: lastPage }));

  const canEdit = hasRole(person, 'editor');
  if (isNothingThere(list, query.search)) return <FirstAccount canEdit={canEdit} />;
  return (
    <div className="wrap pt-8 md:pt-12">
      <PageTitle
        title="Accounts"
        sentence={query.search === '' && needWords(list)}
        actions={
          canEdit && (
            <LinkButton variant="primary" href="/accounts/new" className="max-md:w-full">
              Set up an account
            </LinkButton>
          )
        }
      />
      <ListTools query={query} list={list} />
      {list.rows.length === 0 ? (
        <NothingFound query={query} />
      ) : (
        <>
          <AccountTable rows={list.rows} canEdit={canEdit} />
          <ListPager query={query} list={list} lastPage={lastPage} />
        </>
      )}
    </div>
  );
}

const isNothingThere = ({ counts }: AccountPage, search: string) =>
  search === '' && counts.all === 0 && counts.deleted === 0;

/** Null while there are more pages than have a number. */
const lastPageOf = ({ uncounted, total, pageSize }: AccountPage, filter: AccountFilter) =>
  uncounted.includes(filter) ? null : Math.max(1, Math.ceil(total / pageSize));

function needWords({ counts, uncounted }: AccountPage): string {
  const count = counts['needs-person'];
  if (count === 0) return 'No account needs a person now.';
  if (count === 1) return 'One account needs a person. It stands first.';
  const more = uncounted.includes('needs-person') ? 'More than ' : '';
  return `${more}${count.toLocaleString('en-GB')} accounts need a person. They stand first.`;
}
