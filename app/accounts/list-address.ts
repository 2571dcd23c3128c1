import { z } from 'zod';
import { ACCOUNT_FILTERS } from '@/lib/accounts/view';

/** The list is told by its address alone, so it can be sent to a colleague and Back works. What cannot be meant is left out. */
const listQuery = z.object({
  search: z.string().trim().max(200).catch(''),
  filter: z.enum(ACCOUNT_FILTERS).catch('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ListQuery = z.output<typeof listQuery>;

export const readListQuery = (searchParams: Record<string, string | string[] | undefined>): ListQuery =>
  listQuery.parse(searchParams);

/** Address of a list; what is usual stays out of it. */
export function listHref({ search = '', filter = 'all', page = 1 }: Partial<ListQuery>): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (filter !== 'all') query.set('filter', filter);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/accounts?${query}` : '/accounts';
}
