import { LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import type { ApiKeyPage } from '@/lib/door/api-key-list';

export const pageHref = (page: number) =>
  page > 1 ? `/settings/api-keys?page=${page}` : '/settings/api-keys';

interface KeyPagerProps {
  list: ApiKeyPage;
  lastPage: number;
}

/** Which keys are shown of how many, and the neighbours. */
export const KeyPager = ({ list: { rows, page, pageSize, total }, lastPage }: KeyPagerProps) => {
  const first = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
      <p className="text-ink-2">
        {lastPage === 1 ? `${rows.length} of ${total}` : `${first} to ${first + rows.length - 1} of ${total}`}{' '}
        {total === 1 ? 'key' : 'keys, those that work first'}.
      </p>
      {lastPage > 1 && (
        <div className="flex flex-wrap gap-2">
          {page > 1 && <PageButton page={page - 1} words="Previous page" />}
          {page < lastPage && <PageButton page={page + 1} words="Next page" />}
        </div>
      )}
    </nav>
  );
};

const PageButton = ({ page, words }: { page: number; words: string }) => (
  <LinkButton variant="small" href={pageHref(page)} prefetch={false} className="relative">
    {words}
    <LinkPending />
  </LinkButton>
);
