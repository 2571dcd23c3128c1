import type { Database } from '@/lib/db/database';

/** What a query inside a transaction is asked of. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
