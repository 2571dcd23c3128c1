import { processWide } from '@/lib/process-wide';

const rounds = () => processWide<{ lastAt: Date | null }>('rounds', () => ({ lastAt: null }));

/** A round over what is due has ended in this process. */
export function noteRound(at: Date): void {
  rounds().lastAt = at;
}

/** When this process last looked for due renewals; null when it never did. */
export const lastRoundAt = (): Date | null => rounds().lastAt;
