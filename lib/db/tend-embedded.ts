import { sql } from 'drizzle-orm';
import type { OpenDatabase } from '@/lib/db/database';

/**
 * What a PostgreSQL server does by itself and the embedded one does not, because it has no process besides: room of old row versions
 * is given back, and the planner hears how many rows there are. A second for a hundred thousand accounts.
 */
export async function tendEmbedded({ db, kind }: Pick<OpenDatabase, 'db' | 'kind'>): Promise<void> {
  if (kind === 'embedded') await db.execute(sql`vacuum (analyze)`);
}
