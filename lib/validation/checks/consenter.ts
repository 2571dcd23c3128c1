import { explainError } from '@/lib/coupa/error-atlas';
import { asCode } from '@/lib/coupa/marked';
import { AppError } from '@/lib/errors';
import type { Check } from '@/lib/validation/report';
import type { ValidationInput } from '@/lib/validation/validation-input';

type Asking = Pick<ValidationInput, 'clock' | 'readConsenter'>;
type Settled = Pick<Check, 'title' | 'state' | 'evidence' | 'code' | 'trace'>;

/** The person behind the token, asked of the instance itself, where it offers that and an ID token says whom to expect. */
export async function* checkConsenter(
  { clock, readConsenter }: Asking,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  if (!readConsenter) return;
  const startedAt = clock.now();
  const line = (settled: Settled): Check => ({
    id: 'consenter',
    group: 'token',
    startedAt: startedAt.toISOString(),
    durationMs: settled.state === 'running' ? null : clock.now().getTime() - startedAt.getTime(),
    ...settled,
  });
  yield line({ title: 'Asking who consented', state: 'running', evidence: null });
  try {
    const { name, trace } = await readConsenter(signal);
    yield line({
      title: name ? `${asCode(name)} consented` : 'The person who consented is confirmed',
      state: 'passed',
      evidence: 'The instance names the same person as the ID token',
      trace,
    });
  } catch (error) {
    yield line(describeFailure(error, signal));
  }
}

/** Somebody else is the one thing that makes the token unusable. Without an answer nothing is known, and nothing is wrong. */
function describeFailure(error: unknown, signal: AbortSignal): Settled {
  const unknown = { title: 'Who consented is not known', state: 'not-tried' } as const;
  if (signal.aborted) return { ...unknown, evidence: 'Cancelled' };
  const { code, facts, trace } =
    error instanceof AppError ? error : new AppError('internal', { cause: error });
  if (code === 'id_token_invalid') {
    return {
      title: 'The token speaks for somebody else',
      state: 'failed',
      evidence: 'The instance names another person for this token than the ID token that came with it',
      code,
      ...(trace && { trace }),
    };
  }
  const { happened } = explainError(code, facts, { trace });
  return { ...unknown, evidence: happened, code, ...(trace && { trace }) };
}
