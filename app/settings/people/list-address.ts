import { z } from 'zod';

/** The list is told by its address alone. What cannot be meant is left out. */
const peopleQuery = z.object({
  search: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PeopleQuery = z.output<typeof peopleQuery>;

export const readPeopleQuery = (searchParams: Record<string, string | string[] | undefined>): PeopleQuery =>
  peopleQuery.parse(searchParams);

/** Address of a list of people; what is usual stays out of it. */
export function peopleHref({ search = '', page = 1 }: Partial<PeopleQuery>): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/settings/people?${query}` : '/settings/people';
}
