'use client';

import { AskOnce } from '@/components/ui/ask-once';

/** Says what giving up does not bring back, and asks once. */
export const GiveUp = ({ isPending, onGiveUp }: { isPending: boolean; onGiveUp(): void }) => (
  <AskOnce
    opener="Give it up"
    confirm="Give it up now"
    pendingWords="Giving up…"
    isPending={isPending}
    onConfirm={onGiveUp}
  >
    The new secret is deleted here, and the one in use stays. If Regenerate was pressed, that one most likely
    works no more in Coupa: then another new secret is needed before the token in use ends.
  </AskOnce>
);
