import { loadAccount } from '@/lib/accounts/data';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { loadRotation } from '@/lib/rotation/data';
import { isRotatable } from '@/lib/rotation/load-rotatable';
import { type RotationView, toRotationView } from '@/lib/rotation/view';

export interface AccountRotation extends RotationView {
  /** False before there is a token for this configuration: then step Credentials is the place for another secret. */
  canStart: boolean;
  /** ISO 8601: when the secret in use was entered here. */
  inUseSince: string | null;
  inUseLength: number | null;
}

/** Where an account stands with its Client secret. @throws AppError not_found */
export async function getRotation(
  { store, appUrl, clock }: AuthorizeContext,
  accountId: string,
): Promise<AccountRotation> {
  const { account, token } = await loadAccount(store, accountId);
  const row = await loadRotation(store, accountId);
  return {
    ...toRotationView(row, account, clock.now()),
    canStart: !account.deletedAt && isRotatable(account, token, appUrl),
    inUseSince: account.clientSecretSavedAt?.toISOString() ?? null,
    inUseLength: account.clientSecretLength,
  };
}
