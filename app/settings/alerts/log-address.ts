import { z } from 'zod';

/** The page is told by its address alone. What cannot be meant is left out. */
const logQuery = z.object({
  show: z.enum(['all', 'open']).catch('all'),
  channel: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type LogQuery = z.output<typeof logQuery>;

export const readLogQuery = (searchParams: Record<string, string | string[] | undefined>): LogQuery =>
  logQuery.parse(searchParams);

/** Address of a part of the delivery log; what is usual stays out of it. */
export function logHref({ show = 'all', channel, page = 1 }: Partial<LogQuery>): string {
  const query = new URLSearchParams();
  if (show !== 'all') query.set('show', show);
  if (channel) query.set('channel', channel);
  if (page > 1) query.set('page', String(page));
  return `/settings/alerts${query.size > 0 ? `?${query}` : ''}#deliveries`;
}
