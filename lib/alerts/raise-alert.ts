import { type NewAlert, writeAlert } from '@/lib/alerts/mutations';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { hintJob } from '@/lib/jobs/hint-job';

/** A store, or the transaction that the alert belongs to. */
interface Teller {
  db: Store['db'] | Transaction;
  ring: Store['ring'];
}

/**
 * Tells everybody who is to know: every channel that is not paused (for all accounts, or for this one), and where a mail server is
 * set up the owner and the deputy of the account, no mailbox twice. Words and addresses follow from `facts`, see alert-facts.ts.
 * Resolves to false when the same thing (`onceKey`) has been told already.
 */
export async function raiseAlert({ db, ring }: Teller, alert: NewAlert): Promise<boolean> {
  const hasMail = env().mail !== null;
  const isNew = await db.transaction((tx) => writeAlert({ db: tx, ring }, alert, { hasMail }));
  // Not awaited: inside somebody's transaction the embedded database would wait for itself.
  if (isNew) void hintJob('deliveries');
  return isNew;
}
