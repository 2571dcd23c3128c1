import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { peopleHref, readPeopleQuery } from '@/app/settings/people/list-address';
import { OpenLinks } from '@/app/settings/people/open-links';
import { PeoplePager } from '@/app/settings/people/people-pager';
import { PeopleTable } from '@/app/settings/people/people-table';
import { Button, LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { SearchField } from '@/components/ui/search-field';
import { listOpenInvitations } from '@/lib/door/invitations';
import { listPeople } from '@/lib/door/people-list';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';

export const metadata: Metadata = { title: 'People' };

interface PeoplePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const person = await requirePerson('owner');
  const query = readPeopleQuery(await searchParams);
  const { store, clock } = await requestContext();
  const [list, links] = [await listPeople(store, query), await listOpenInvitations(store, clock.now())];
  const lastPage = Math.max(1, Math.ceil(list.total / list.pageSize));
  if (query.page > lastPage) redirect(peopleHref({ ...query, page: lastPage }));
  return (
    <>
      <PageTitle
        title="People"
        sentence="Who may sign in here, and what they may do."
        actions={
          <LinkButton variant="primary" href="/settings/people/invite" className="max-md:w-full">
            Invite somebody
          </LinkButton>
        }
      />
      {links.length > 0 && <OpenLinks links={links} />}
      {(list.total > 1 || query.search !== '') && <Search words={query.search} />}
      {list.rows.length === 0 ? (
        <EmptyState
          title={`Nobody found for “${query.search}”`}
          action={<LinkButton href="/settings/people">Show everybody</LinkButton>}
        >
          <p>Searched are names and email addresses.</p>
        </EmptyState>
      ) : (
        <div className="mt-6">
          <PeopleTable rows={list.rows} ownId={person.id} />
          <PeoplePager query={query} list={list} lastPage={lastPage} />
        </div>
      )}
    </>
  );
}

/** A form that asks by GET, so it works before or without script. */
const Search = ({ words }: { words: string }) => (
  <search className="mt-8 mb-6 block">
    <form action="/settings/people" className="flex items-end gap-2">
      <SearchField
        key={words}
        name="search"
        label="Search people"
        placeholder="Name or email"
        defaultValue={words}
        maxLength={200}
        frameClassName="min-w-0 flex-1 md:w-96 md:flex-none"
      />
      <Button type="submit">Search</Button>
    </form>
  </search>
);
