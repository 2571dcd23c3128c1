import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SourceLine } from '@/app/help/source-line';
import { buttonClasses } from '@/components/ui/button';
import { FilterLinks } from '@/components/ui/filter-links';
import { Icon } from '@/components/ui/icon';
import { PageTitle } from '@/components/ui/page-title';
import { RENEWAL_RULES } from '@/lib/coupa/renewal-rules';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { CALENDAR_FILE } from '@/lib/planner/calendar-file';
import { listPlanned, PLANNER_PAGE_SIZE, type PlannerPage } from '@/lib/planner/data';
import { NothingPlanned } from './nothing-planned';
import { type PlannerQuery, plannerHref, readPlannerQuery } from './planner-address';
import { PlannerPager } from './planner-pager';
import { PlannerTable } from './planner-table';

export const metadata: Metadata = { title: 'Planner' };

interface PlannerPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Planner({ searchParams }: PlannerPageProps) {
  const person = await requirePerson();
  const query = readPlannerQuery(await searchParams);
  const { store, clock } = await requestContext();
  const now = clock.now();
  const list = await listPlanned(store, query, now);
  const lastPage = Math.max(1, Math.ceil(list.total / PLANNER_PAGE_SIZE));
  if (query.page > lastPage) redirect(plannerHref({ ...query, page: lastPage }));
  return (
    <div className="wrap pt-8 md:pt-12">
      <PageTitle
        title="Planner"
        sentence={`When somebody has to sign in to Coupa again: ${REFRESH_TOKEN_LIFETIME_DAYS} days after the last consent. Accounts by client credentials need nobody, and are not here.`}
        actions={list.counts.all > 0 && <CalendarLink />}
      />
      {list.counts.all > 0 && <Filters query={query} counts={list.counts} />}
      {list.rows.length === 0 ? (
        <NothingPlanned isFiltered={list.counts.all > 0} />
      ) : (
        <>
          <PlannerTable rows={list.rows} now={now} canEdit={hasRole(person, 'editor')} />
          <PlannerPager query={query} list={list} lastPage={lastPage} />
          <HowSure />
        </>
      )}
    </div>
  );
}

const CalendarLink = () => (
  <a
    href="/api/planner/calendar.ics"
    download={CALENDAR_FILE}
    className={buttonClasses('secondary', 'max-md:w-full')}
  >
    <Icon name="download" />
    Download the calendar
  </a>
);

const Filters = ({ query, counts }: { query: PlannerQuery; counts: PlannerPage['counts'] }) => (
  <div className="mt-8 mb-6 max-md:mb-2">
    <FilterLinks
      label="Filter"
      links={[
        { filter: 'all' as const, words: 'All' },
        { filter: 'soon' as const, words: 'Next 30 days' },
      ].map(({ filter, words }) => ({
        href: plannerHref({ filter }),
        words,
        count: counts[filter],
        isCurrent: filter === query.filter,
      }))}
    />
  </div>
);

/** What the days rest on, and what is only inferred. */
const HowSure = () => (
  <section aria-labelledby="how-sure" className="mt-12 max-w-[42rem] text-sm">
    <h2 id="how-sure" className="text-lg font-semibold">
      How sure these days are
    </h2>
    {RENEWAL_RULES.filter(({ id }) => id.startsWith('cliff')).map(({ id, words, certainty, source }) => (
      <div key={id} className="mt-3">
        <p>{words}</p>
        <SourceLine certainty={certainty} source={source} isClose />
      </div>
    ))}
  </section>
);
