import { countOf } from '@/lib/coupa/marked';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

const NOTICEABLE_SECONDS = 60;
const USUAL_TOLERANCE_SECONDS = 300;

/**
 * Never `failed`: the lifetime counts from our own clock and Coupa judges the token by its own,
 * so a wrong clock does not stop the token. It does mislead about times, and breaks the checking of ID tokens.
 */
export function checkClocks({ tokenTraces, clock }: ValidationInput): Check {
  const ahead = tokenTraces.at(-1)?.clockAheadSeconds;
  const line = (state: Check['state'], title: string, evidence: string) =>
    settledCheck('token', clock.now(), { id: 'clocks', title, state, evidence });
  if (ahead === undefined) return line('not-tried', 'Clocks not compared', 'The answer had no `Date` header');

  const apart = Math.abs(ahead);
  const direction = ahead > 0 ? 'ahead of' : 'behind';
  // The Date header counts whole seconds, so anything below one second would be invented.
  if (apart < 1.5) return line('passed', 'Clocks agree', 'Within a second of each other');
  const distance = `Coupa’s clock is ${countOf(Math.round(apart), 'second')} ${direction} ours`;
  if (apart <= NOTICEABLE_SECONDS) return line('passed', 'Clocks agree', distance);
  if (apart <= USUAL_TOLERANCE_SECONDS) {
    return line('limited', 'Clocks differ', `${distance}. Times in this report are that far off`);
  }
  const evidence = `${distance}, more than most systems tolerate. The token works, ID tokens may be refused`;
  return line('limited', 'Clocks differ by more than five minutes', evidence);
}
