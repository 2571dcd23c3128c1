import { asCode } from '@/lib/coupa/marked';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Anything but a bearer token is refused when the answer is parsed, so a token in hand is the proof. */
export function checkBearerAnswer({ tokenTraces, clock, obtainedAt }: ValidationInput): Check {
  const trace = tokenTraces.at(-1);
  const line = {
    id: 'bearer-answer',
    title: 'Token endpoint answered with a bearer token',
    state: 'passed',
  } as const;
  if (!trace) {
    const evidence = 'The request that brought this token was not kept';
    return settledCheck('token', clock.now(), { ...line, evidence, startedAt: obtainedAt.toISOString() });
  }
  return settledCheck('token', clock.now(), {
    ...line,
    evidence: `${asCode(`${trace.method} ${new URL(trace.url).pathname}`)} ${trace.status ?? ''}`.trimEnd(),
    startedAt: trace.startedAt,
    durationMs: trace.durationMs,
    trace,
  });
}
