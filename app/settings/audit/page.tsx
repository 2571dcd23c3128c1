import type { Metadata } from 'next';
import { AuditFilterForm } from '@/app/settings/audit/audit-filter-form';
import { AuditTable } from '@/app/settings/audit/audit-table';
import { auditHref, exportHref, readBefore, readFilter } from '@/app/settings/audit/filter-address';
import { NoLines } from '@/app/settings/audit/no-lines';
import { VerifyChain } from '@/app/settings/audit/verify-chain';
import { buttonClasses, LinkButton } from '@/components/ui/button';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import type { AuditFilter } from '@/lib/audit/audit-filter';
import { type AuditLine, listActors, listLines } from '@/lib/audit/list-lines';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';

export const metadata: Metadata = { title: 'Audit log' };

const PAGE_SIZE = 50;

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const person = await requirePerson();
  const isOwner = hasRole(person, 'owner');
  const asked = await searchParams;
  const [filter, before] = [readFilter(asked), readBefore(asked)];
  const { store } = await requestContext();
  const people = await listActors(store, isOwner);
  const lines = await listLines(store, { filter, isOwner, before, limit: PAGE_SIZE + 1 });
  const shown = lines.slice(0, PAGE_SIZE);
  return (
    <>
      <PageTitle
        title="Audit log"
        sentence={sentence(isOwner)}
        actions={isOwner && lines.length > 0 && <ExportLink filter={filter} />}
      />
      <AuditFilterForm filter={filter} people={people} isOwner={isOwner} />
      {filter.account && <OnlyAccount filter={filter} label={lines[0]?.account?.label} />}
      <div className="mt-8">
        {shown.length === 0 ? (
          <NoLines isFiltered={Object.keys(filter).length > 0 || before !== undefined} isOwner={isOwner} />
        ) : (
          <>
            <AuditTable lines={shown} isOwner={isOwner} />
            <Pager filter={filter} before={before} shown={shown} hasOlder={lines.length > PAGE_SIZE} />
          </>
        )}
      </div>
      {isOwner && <VerifyChain />}
    </>
  );
}

const sentence = (isOwner: boolean) =>
  isOwner
    ? `Who did what, to which account, from where. Nothing here can be changed; lines older than ${env().auditRetentionDays} days are deleted.`
    : 'Who did what to which account. What happens to people and to the service is for owners.';

/** An account is chosen by a link on its page, so it has no field. */
const OnlyAccount = ({ filter, label }: { filter: AuditFilter; label: string | undefined }) => (
  <p className="mt-4 text-sm">
    Only lines about {label ? `“${label}”` : 'one account'}.{' '}
    <PageLink href={auditHref({ ...filter, account: undefined })} className="link">
      Lines about all accounts
    </PageLink>
  </p>
);

/** A file, not a page: the browser saves it. */
const ExportLink = ({ filter }: { filter: AuditFilter }) => (
  <a href={exportHref(filter)} download className={buttonClasses('secondary', 'max-md:w-full')}>
    {Object.keys(filter).length > 0 ? 'Export these lines as CSV' : 'Export as CSV'}
  </a>
);

interface PagerProps {
  filter: AuditFilter;
  before: number | undefined;
  shown: readonly AuditLine[];
  hasOlder: boolean;
}

/** There is no number of pages: counting a million lines for it would take longer than reading on. */
const Pager = ({ filter, before, shown, hasOlder }: PagerProps) => (
  <nav aria-label="Pages" className="mt-5 flex flex-wrap items-center justify-between gap-4 text-sm">
    <p className="text-ink-2">
      {shown.length === 1 ? 'One line' : `${shown.length} lines`}, newest first
      {!hasOlder && before === undefined && '. There are no others'}.
    </p>
    <div className="flex flex-wrap gap-2">
      {before !== undefined && <PagerLink href={auditHref(filter)} words="Newest lines" />}
      {hasOlder && <PagerLink href={auditHref(filter, shown.at(-1)?.sequence)} words="Older lines" />}
    </div>
  </nav>
);

const PagerLink = ({ href, words }: { href: string; words: string }) => (
  <LinkButton variant="small" href={href} className="relative">
    {words}
    <LinkPending />
  </LinkButton>
);
