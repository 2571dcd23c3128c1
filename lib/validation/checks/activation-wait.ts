import { ACTIVATION_DELAY_SECONDS } from '@/lib/coupa/rules';
import type { Check } from '@/lib/validation/report';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Milliseconds until the token may be used; 0 when it is old enough. */
export function findActivationWaitMs({
  obtainedAt,
  clock,
}: Pick<ValidationInput, 'obtainedAt' | 'clock'>): number {
  const activeAt = obtainedAt.getTime() + ACTIVATION_DELAY_SECONDS * 1000;
  return Math.min(Math.max(activeAt - clock.now().getTime(), 0), ACTIVATION_DELAY_SECONDS * 1000);
}

/** Coupa: wait at least five seconds between getting a token and its first call, or the call may fail. */
export async function* waitForActivation(
  waitMs: number,
  { clock }: Pick<ValidationInput, 'clock'>,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const startedAt = clock.now();
  const line = (state: Check['state'], title: string, evidence: string): Check => ({
    id: 'activation-wait',
    group: 'reads',
    title,
    state,
    evidence,
    startedAt: startedAt.toISOString(),
    durationMs: state === 'running' ? null : clock.now().getTime() - startedAt.getTime(),
  });
  const seconds = `${ACTIVATION_DELAY_SECONDS} seconds`;
  const why = 'Coupa asks for it: a token used sooner may be rejected';
  yield line('running', `Waiting ${seconds} before the first call`, why);
  try {
    await clock.wait(waitMs, signal);
    yield line('passed', `Waited until the token was ${seconds} old`, why);
  } catch (error) {
    if (!signal.aborted) throw error;
    yield line('not-tried', `Waiting ${seconds} before the first call`, 'Cancelled');
  }
}
