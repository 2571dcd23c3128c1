import { z } from 'zod';
import '@/lib/zod-without-eval';
import { PLANNER_FILTERS } from '@/lib/planner/data';

/** The planner is told by its address alone. What cannot be meant is left out. */
const plannerQuery = z.object({
  filter: z.enum(PLANNER_FILTERS).catch('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PlannerQuery = z.output<typeof plannerQuery>;

export const readPlannerQuery = (searchParams: Record<string, string | string[] | undefined>): PlannerQuery =>
  plannerQuery.parse(searchParams);

/** Address of a page of the planner; what is usual stays out of it. */
export function plannerHref({ filter = 'all', page = 1 }: Partial<PlannerQuery>): string {
  const query = new URLSearchParams();
  if (filter !== 'all') query.set('filter', filter);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/planner?${query}` : '/planner';
}
