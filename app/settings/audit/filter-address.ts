import { type AuditFilter, auditFilter } from '@/lib/audit/audit-filter';

type SearchParams = Record<string, string | string[] | undefined>;

/** The list is told by its address alone. What cannot be meant, and what a form leaves empty, is left out. */
export function readFilter(searchParams: SearchParams): AuditFilter {
  const known = Object.entries(auditFilter.shape).map(([name, schema]) => [
    name,
    schema.safeParse(searchParams[name]).data,
  ]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** Sequence of the line before which the page goes on. */
export function readBefore({ before }: SearchParams): number | undefined {
  const sequence = Number(before);
  return Number.isSafeInteger(sequence) && sequence > 0 ? sequence : undefined;
}

export const auditHref = (filter: AuditFilter, before?: number) =>
  withQuery('/settings/audit', filter, before);
export const exportHref = (filter: AuditFilter) => withQuery('/api/audit/export', filter);

function withQuery(path: string, filter: AuditFilter, before?: number): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
  if (before !== undefined) query.set('before', String(before));
  return query.size > 0 ? `${path}?${query}` : path;
}
