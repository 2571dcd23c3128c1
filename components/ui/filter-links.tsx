import { LinkPending } from './link-pending';
import { PageLink } from './page-link';

export interface FilterLink {
  href: string;
  words: string;
  count?: number;
  /** There are more than were counted. */
  isMore?: boolean;
  isCurrent: boolean;
}

/** Quiet words with counts; the current one is framed. */
export const FilterLinks = ({ label, links }: { label: string; links: readonly FilterLink[] }) => (
  <nav aria-label={label}>
    <ul className="flex flex-wrap gap-x-1 gap-y-1 text-sm">
      {links.map(({ href, words, count, isMore, isCurrent }) => (
        <li key={href}>
          <PageLink
            href={href}
            aria-current={isCurrent ? 'true' : undefined}
            className={`relative flex min-h-9 items-center gap-1 rounded-md border px-3 ${isCurrent ? 'border-control font-semibold text-ink' : 'border-transparent text-ink-2 hover:text-ink hover:underline'}`}
          >
            {words}
            {count !== undefined && (
              <span className="tabular-nums">
                {count.toLocaleString('en-GB')}
                {isMore && <MoreSign />}
              </span>
            )}
            <LinkPending />
          </PageLink>
        </li>
      ))}
    </ul>
  </nav>
);

const MoreSign = () => (
  <>
    <span aria-hidden="true">+</span>
    <span className="sr-only"> and more</span>
  </>
);
