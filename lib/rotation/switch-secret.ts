import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { loadRotatable } from '@/lib/rotation/load-rotatable';
import { requireProof } from '@/lib/rotation/not-proved';
import { openStaged } from '@/lib/rotation/open';
import { writeSwitch } from '@/lib/rotation/swap-mutations';
import { openClient } from '@/lib/tokens/open';
import { renewToken } from '@/lib/upkeep/renew';

/**
 * Puts the proved secret in the place of the one in use, which is kept until the new one has brought a token; then asks for one.
 * That token may fail to come: the switch stands, and upkeep tries again as after any failure. Twice is once.
 * @throws AppError rotation_missing, secret_not_proved, renewal_in_progress, changed_meanwhile, and those of `loadRotatable`
 */
export async function switchSecret(context: AuthorizeContext, by: Actor, accountId: string): Promise<void> {
  const { store, clock } = context;
  const { account, token, row } = await loadRotatable(context, accountId);
  if (!row || (row.stagedSealed === null && row.previousSealed === null))
    throw new AppError('rotation_missing');
  const next = await openStaged(store, row);
  if (next !== null) {
    requireProof(row, account, clock.now());
    const { clientSecret: current = '' } = await openClient(store, account);
    await writeSwitch(store, { account, row, next, current, by, now: clock.now() });
  }
  const canRenew = account.grantType === 'client_credentials' || token.refreshTokenSealed !== null;
  if (canRenew) await renewToken(context, by, accountId).catch(isWrittenDown);
}

/** Renewal has put its failure into the account, where the page explains it. */
function isWrittenDown(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
