import { loadAccount } from '@/lib/accounts/data';
import { type AccountRecord, hasCurrentToken, type TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { AppError } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { loadRotation, type RotationRow } from '@/lib/rotation/data';

interface Rotatable {
  account: AccountRecord;
  token: TokenRecord;
  row: RotationRow | null;
}

/** True when the secret in use can be changed without touching anything else; before there is a token, step Credentials is the place. */
export const isRotatable = (account: AccountRecord, token: TokenRecord | null, appUrl: string): boolean =>
  account.clientSecretSealed !== null && hasCurrentToken(account, token, appUrl);

/** @throws AppError not_found, account_quarantined, step_not_ready without a secret and a token for this configuration */
export async function loadRotatable(
  { store, appUrl }: AuthorizeContext,
  accountId: string,
): Promise<Rotatable> {
  const { account, token } = await loadAccount(store, accountId);
  if (account.deletedAt) throw new AppError('not_found');
  requireUsable(account);
  if (!token || !isRotatable(account, token, appUrl)) throw new AppError('step_not_ready');
  return { account, token, row: await loadRotation(store, accountId) };
}
