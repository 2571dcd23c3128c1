import { type ListQuery, listHref } from '@/app/accounts/list-address';
import { Button } from '@/components/ui/button';
import { FilterLinks } from '@/components/ui/filter-links';
import { SearchField } from '@/components/ui/search-field';
import { ACCOUNT_FILTERS, type AccountFilter, type AccountPage } from '@/lib/accounts/view';

/** Search is a form that asks by GET, so it works before or without script. */
export const ListTools = ({ query, counts }: { query: ListQuery; counts: AccountPage['counts'] }) => (
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
        isCurrent: filter === query.filter,
      }))}
    />
  </div>
);

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
