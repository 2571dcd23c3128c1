import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import type { AccountSecret } from '@/lib/keys/account-secret';
import { putAside } from '@/lib/keys/mutations';
import { openSealed } from '@/lib/keys/open-sealed';
import { quarantined } from '@/lib/keys/quarantined';
import { SEALED_COLUMNS } from '@/lib/keys/sealed-columns';
import { log } from '@/lib/log';

/**
 * Opens a secret of an account. One that does not open puts this one account aside; all others go on.
 * @throws AppError account_quarantined; changed_meanwhile when another value stands there by now; keys_wrong
 */
export async function openOrPutAside(
  store: Store,
  secret: AccountSecret,
  accountId: string,
  version: number,
  sealed: string,
): Promise<string> {
  const column = SEALED_COLUMNS.find((each) => each.secret === secret);
  if (!column) throw new AppError('internal');
  try {
    return await openSealed(store, column.place(accountId, version), sealed);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'value_tampered')) throw error;
    if (!(await putAside(store, column, accountId, sealed)))
      throw new AppError('changed_meanwhile', { retryable: true });
    log.error('account_quarantined', { accountId, value: secret });
    throw quarantined(secret);
  }
}
