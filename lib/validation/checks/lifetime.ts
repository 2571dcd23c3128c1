import { formatNumber } from '@/lib/coupa/marked';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

const HOUR_SECONDS = 3600;
/** Coupa says 86,399 or 86,400 seconds; an hour either way leaves renewal at 20 hours untouched. */
const SHORTEST_USUAL_SECONDS = 23 * HOUR_SECONDS;
const LONGEST_USUAL_SECONDS = 25 * HOUR_SECONDS;

/** Is the token still alive, and does it live the 24 hours that Coupa documents? */
export function checkLifetime({ obtainedAt, expiresAt, expirySource, clock }: ValidationInput): Check {
  const now = clock.now();
  const seconds = Math.round((expiresAt.getTime() - obtainedAt.getTime()) / 1000);
  const said = `\`expires_in\` ${formatNumber(seconds)} seconds`;
  const line = (state: Check['state'], title: string, evidence: string) =>
    settledCheck('token', now, { id: 'lifetime', title, state, evidence });

  if (expiresAt <= now) return line('failed', 'The token has expired', `It lived ${inWords(seconds)}`);
  if (expirySource === 'default') {
    return line('limited', 'Coupa named no lifetime; 24 hours assumed', 'The answer had no `expires_in`');
  }
  if (seconds < SHORTEST_USUAL_SECONDS) {
    const evidence = `${said}. Coupa documents 24 hours, so it is renewed earlier than after 20`;
    return line('limited', `Lifetime is only ${inWords(seconds)}`, evidence);
  }
  if (seconds > LONGEST_USUAL_SECONDS) {
    const evidence = `${said}. Coupa documents 24 hours; it is renewed after 20 all the same`;
    return line('limited', `Lifetime is ${inWords(seconds)}, longer than documented`, evidence);
  }
  return line('passed', 'Lifetime is 24 hours', said);
}

function inWords(seconds: number): string {
  if (seconds < 2 * HOUR_SECONDS) return `${formatNumber(Math.round(seconds / 60))} minutes`;
  if (seconds < 3 * 24 * HOUR_SECONDS) return `${formatNumber(Math.round(seconds / HOUR_SECONDS))} hours`;
  return `${formatNumber(Math.round(seconds / (24 * HOUR_SECONDS)))} days`;
}
