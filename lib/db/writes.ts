import type { Logger } from 'drizzle-orm';
import { processWide } from '@/lib/process-wide';

/**
 * Counts what this process writes, so that a value read before is known to be old: see changes.ts. A transaction counts when it
 * is over, committed or not. Whatever decides over access is changed in one, because its line of the audit log belongs to it.
 */
const written = processWide('writes', () => ({ count: 0 }));

export const writesSoFar = () => written.count;

interface Transactional {
  transaction(...args: never[]): Promise<unknown>;
}

/** Every end of a transaction of this database counts. */
export function countTransactions<Database extends Transactional>(db: Database): Database {
  const transaction = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
  db.transaction = (async (...args: unknown[]) => {
    try {
      return await transaction(...args);
    } finally {
      written.count += 1;
    }
  }) as Database['transaction'];
  return db;
}

/** Counts single statements as they are sent; `select` and the like change nothing. */
export const writeLogger: Logger = {
  logQuery(query) {
    if (!/^\s*(select|show|begin)\b/i.test(query)) written.count += 1;
  },
};
