import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { checkSecret, toProof } from '@/lib/rotation/check-secret';
import { loadRotatable } from '@/lib/rotation/load-rotatable';
import { writeProof } from '@/lib/rotation/mutations';
import { notProved } from '@/lib/rotation/not-proved';
import { openStaged } from '@/lib/rotation/open';

/**
 * Asks Coupa whether it accepts the staged secret, and writes the answer down. May be asked any number of times.
 * @throws AppError rotation_missing, secret_not_proved (facts.reason: refused, unclear), those of the request when Coupa said
 * nothing of the secret (then the proof before it stands), and those of `loadRotatable`
 */
export async function proveSecret(context: AuthorizeContext, by: Actor, accountId: string): Promise<void> {
  const { store, clock } = context;
  const { account, token, row } = await loadRotatable(context, accountId);
  const clientSecret = row && (await openStaged(store, row));
  if (!clientSecret) throw new AppError('rotation_missing');
  const asked = { account, token, clientSecret };
  const check = await checkSecret(context, asked);
  const proof = toProof(check, asked, clock.now());
  await writeProof(store, row, proof, by);
  if (check.outcome !== 'accepted') throw notProved(check.outcome, proof, check.error.trace);
}
