import { ACTIVATION_DELAY_SECONDS } from '@/lib/coupa/rules';
import type { ApiRead } from '@/lib/oauth/api-read';
import type { MarkedText } from '@/lib/validation/report';

const MAX_RATE_LIMIT_RETRIES = 3;
const DEFAULT_PAUSE_SECONDS = 1;
/** Nobody looks at a report for longer; beyond it the answer stands as it is. */
const LONGEST_PAUSE_SECONDS = 30;
/** Up to this age a rejected token may simply not be active yet. */
const YOUNG_TOKEN_SECONDS = 15;

export interface RetrySoFar {
  rateLimited: number;
  rejected: number;
}

export interface Retry {
  afterSeconds: number;
  kind: keyof RetrySoFar;
  words: MarkedText;
}

/** Whether an answer is worth asking again, and after how long. */
export function findRetry(read: ApiRead, tokenAgeSeconds: number, soFar: RetrySoFar): Retry | null {
  if (read.status === 429 && soFar.rateLimited < MAX_RATE_LIMIT_RETRIES) {
    const afterSeconds = read.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS;
    if (afterSeconds > LONGEST_PAUSE_SECONDS) return null;
    return { afterSeconds, kind: 'rateLimited', words: `429, too fast. Asking again in ${afterSeconds} s` };
  }
  if (read.status === 401 && soFar.rejected < 1 && tokenAgeSeconds < YOUNG_TOKEN_SECONDS) {
    const afterSeconds = ACTIVATION_DELAY_SECONDS;
    const words = `401. The token is only seconds old; asking again in ${afterSeconds} s`;
    return { afterSeconds, kind: 'rejected', words };
  }
  return null;
}
