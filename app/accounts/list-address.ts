import { z } from 'zod';
import { readCursor } from '@/lib/accounts/list-cursor';
import { LAST_NUMBERED_PAGE } from '@/lib/accounts/list-data';
import { ACCOUNT_FILTERS } from '@/lib/accounts/view';

/** The list is told by its address alone, so it can be sent to a colleague and Back works. What cannot be meant is left out. */
const listQuery = z.object({
  search: z.string().trim().max(200).catch(''),
  filter: z.enum(ACCOUNT_FILTERS).catch('all'),
  page: z.coerce.number().int().min(1).max(LAST_NUMBERED_PAGE).catch(1),
  /** Place after which the rows begin, for what comes after the numbered pages. */
  after: z
    .string()
    .max(200)
    .refine((text) => text === '' || readCursor(text) !== null)
    .catch(''),
});
export type ListQuery = z.output<typeof listQuery>;

export const readListQuery = (searchParams: Record<string, string | string[] | undefined>): ListQuery =>
  listQuery.parse(searchParams);

/** Address of a list; what is usual stays out of it. */
export function listHref({ search = '', filter = 'all', page = 1, after = '' }: Partial<ListQuery>): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (filter !== 'all') query.set('filter', filter);
  if (after !== '') query.set('after', after);
  else if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/accounts?${query}` : '/accounts';
}
