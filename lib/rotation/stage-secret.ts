import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { isSameSecret } from '@/lib/oauth/same-secret';
import { loadRotatable } from '@/lib/rotation/load-rotatable';
import { writeStaged } from '@/lib/rotation/mutations';
import { openStaged } from '@/lib/rotation/open';
import { openClient } from '@/lib/tokens/open';

/**
 * Puts a new secret beside the one in use, which goes on. The same one twice is one.
 * @throws AppError rotation_under_way while another one waits, invalid_input for the secret in use, and those of `loadRotatable`
 */
export async function stageSecret(
  context: AuthorizeContext,
  by: Actor,
  accountId: string,
  clientSecret: string,
): Promise<void> {
  const { store, clock } = context;
  const { account, row } = await loadRotatable(context, accountId);
  const staged = row && (await openStaged(store, row));
  if (staged && isSameSecret(staged, clientSecret)) return;
  const { clientSecret: inUse = '' } = await openClient(store, account);
  if (isSameSecret(inUse, clientSecret)) {
    const message = 'This is the Client secret in use. Enter the one that Regenerate made';
    throw new AppError('invalid_input', { facts: { field: 'clientSecret', message } });
  }
  const before = row?.version ?? 0;
  await writeStaged(store, { accountId, by, clientSecret, before, now: clock.now() });
}
