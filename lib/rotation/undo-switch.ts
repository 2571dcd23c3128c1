import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { goBack } from '@/lib/rotation/go-back';
import { loadRotatable } from '@/lib/rotation/load-rotatable';

/**
 * Uses the secret before the change again, which Coupa must still accept: after Regenerate it usually does not. The new one waits
 * as it did before the switch. Twice is once.
 * @throws AppError those of `goBack` and `loadRotatable`
 */
export async function undoSwitch(context: AuthorizeContext, by: Actor, accountId: string): Promise<void> {
  const { account, token, row } = await loadRotatable(context, accountId);
  if (row?.proof?.outcome === 'undone' && row.stagedSealed !== null) return;
  if (!row) throw new AppError('rotation_missing');
  await goBack(context, { account, token, row, by });
}
