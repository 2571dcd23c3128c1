import { AppError } from '@/lib/errors';
import type { AccountSecret } from '@/lib/keys/account-secret';

/** Why nothing of an account is used: which value of it does not open. */
export const quarantined = (secret: AccountSecret | null) =>
  new AppError('account_quarantined', { facts: secret ? { value: secret } : {} });

/** Nothing of an account that was put aside is used until it is written anew. @throws AppError account_quarantined */
export function requireUsable(account: {
  quarantinedAt: Date | null;
  quarantinedValue: string | null;
}): void {
  if (account.quarantinedAt) throw quarantined(account.quarantinedValue as AccountSecret | null);
}
