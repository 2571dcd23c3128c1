import { loadAccount } from '@/lib/accounts/data';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { writeDrop } from '@/lib/rotation/mutations';

/** Gives the new secret up; the one in use stays as it is. @throws AppError not_found, rotation_missing */
export async function dropSecret({ store }: AuthorizeContext, by: Actor, accountId: string): Promise<void> {
  const { account } = await loadAccount(store, accountId);
  if (account.deletedAt) throw new AppError('not_found');
  await writeDrop(store, accountId, by);
}
