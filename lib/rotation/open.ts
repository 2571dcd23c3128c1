import type { Store } from '@/lib/db/store';
import { openSealed } from '@/lib/keys/open-sealed';
import type { RotationRow } from '@/lib/rotation/data';
import { rotationPlace } from '@/lib/seal/places';

/** The secrets of a change, opened for the request or the write that needs them. @throws AppError value_tampered, keys_wrong */

export async function openStaged(store: Store, row: RotationRow): Promise<string | null> {
  const { accountId, version, stagedSealed: sealed } = row;
  return sealed && (await openSealed(store, rotationPlace('staged', accountId, version), sealed));
}

export async function openPrevious(store: Store, row: RotationRow): Promise<string | null> {
  const { accountId, version, previousSealed: sealed } = row;
  return sealed && (await openSealed(store, rotationPlace('previous', accountId, version), sealed));
}
