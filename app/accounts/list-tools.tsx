import { type ListQuery, listHref } from '@/app/accounts/list-address';
import { Button } from '@/components/ui/button';
import { FilterLinks } from '@/components/ui/filter-links';
import { SearchField } from '@/components/ui/search-field';
import { ACCOUNT_FILTERS, type AccountFilter, type AccountPage } from '@/lib/accounts/view';

interface ListToolsProps {
  query: ListQuery;
  list: AccountPage;
}

/** Search is a form that asks by GET, so it works before or without script. */
export const ListTools = ({ query, list: { counts, uncounted, searched } }: ListToolsProps) => (
  <div className="mt-8 mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 max-md:mb-2">
    <search className="max-md:w-full">
      <form action="/accounts" className="flex items-end gap-2">
        {query.filter !== 'all' && <input type="hidden" name="filter" value={query.filter} />}
        <SearchField
          key={query.search}
          name="search"
          label="Search accounts"
          placeholder="Label, instance, owner or Client ID"
          defaultValue={query.search}
          maxLength={200}
          frameClassName="min-w-0 flex-1 md:w-96 md:flex-none"
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
    <FilterLinks
      label="Filter"
      links={ACCOUNT_FILTERS.filter((filter) => isOffered(filter, query, counts)).map((filter) => ({
        href: listHref({ search: query.search, filter }),
        words: FILTER_WORDS[filter],
        count: counts[filter],
        isMore: uncounted.includes(filter),
        isCurrent: filter === query.filter,
      }))}
    />
    {searched !== 'all' && <p className="w-full text-sm text-ink-2">{SEARCHED_WORDS[searched]}</p>}
  </div>
);

/** What a search in a very large list leaves out. */
const SEARCHED_WORDS = {
  'some-found':
    'More than 1,000 accounts have these words, and only some of them are shown. Type more of what you look for.',
  'changed-last':
    'With fewer than three letters or digits together only the 1,000 accounts that were changed last are searched. Type more to search all.',
};

export const FILTER_WORDS: Record<AccountFilter, string> = {
  all: 'All',
  'needs-person': 'Needs a person',
  'setting-up': 'Setting up',
  valid: 'Valid',
  deleted: 'Deleted',
};

/** Deleted accounts are found when there are some; an empty shelf of them would only be noise. */
const isOffered = (filter: AccountFilter, query: ListQuery, counts: AccountPage['counts']) =>
  filter !== 'deleted' || counts.deleted > 0 || query.filter === 'deleted';
