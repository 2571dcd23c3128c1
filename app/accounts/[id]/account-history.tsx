import { FilterLinks } from '@/components/ui/filter-links';
import { HistoryLine } from '@/components/ui/history-line';
import { PageLink } from '@/components/ui/page-link';
import type { HistoryEntry } from '@/lib/accounts/data';
import { HISTORY_FILTERS, type HistoryFilter, historyWords, matchesFilter } from './history-words';

export const HISTORY_PAGE = 50;

interface AccountHistoryProps {
  accountId: string;
  /** Newest first; one more than `shown` when there are older ones. */
  entries: readonly HistoryEntry[];
  shown: number;
  filter: HistoryFilter;
}

const FILTER_WORDS: Record<HistoryFilter, string> = { all: 'All', problems: 'Problems', people: 'People' };

/** What happened to the account, newest first. */
export function AccountHistory({ accountId, entries, shown, filter }: AccountHistoryProps) {
  const href = (show: HistoryFilter, count: number) =>
    `/accounts/${accountId}?show=${show}&entries=${count}#history`;
  const lines = entries
    .slice(0, shown)
    .map((entry) => ({ entry, words: historyWords(entry) }))
    .filter(({ words }) => matchesFilter(words, filter));
  return (
    <section aria-labelledby="history">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h2 id="history" className="text-lg font-semibold">
          History
        </h2>
        <FilterLinks
          label="History"
          links={HISTORY_FILTERS.map((each) => ({
            href: href(each, shown),
            words: FILTER_WORDS[each],
            isCurrent: each === filter,
          }))}
        />
      </div>
      {lines.length === 0 ? (
        <p className="text-ink-2">Nothing of this kind has happened.</p>
      ) : (
        <ol>
          {lines.map(({ entry, words }) => (
            <HistoryLine key={entry.id} at={entry.at} {...words} />
          ))}
        </ol>
      )}
      {entries.length > shown && (
        <PageLink href={href(filter, shown + HISTORY_PAGE)} className="link">
          Older entries
        </PageLink>
      )}
      <p className="mt-2 text-sm">
        <PageLink href={`/settings/audit?account=${accountId}`} className="link">
          This account in the audit log
        </PageLink>
      </p>
    </section>
  );
}
