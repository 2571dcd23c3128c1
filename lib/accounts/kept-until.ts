/** A deleted account can be brought back for so long; then it goes for good. */
export const KEPT_DAYS = 30;

const DAY_MS = 86_400_000;

/** Until when a deleted account can be restored. */
export const keptUntil = (deletedAt: Date): Date => new Date(deletedAt.getTime() + KEPT_DAYS * DAY_MS);

/** Accounts that were deleted before this are to go. */
export const goneBefore = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY_MS);
