import { asCode } from '@/lib/coupa/marked';
import type { Trace } from '@/lib/errors';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** One line for every request that was refused before the token came. */
export function checkRefusedRequests({ tokenTraces, clock }: ValidationInput): Check[] {
  return tokenTraces.slice(0, -1).map((trace, index) =>
    settledCheck('token', clock.now(), {
      id: `refused-request-${index + 1}`,
      ...describeRefusal(trace),
      startedAt: trace.startedAt,
      durationMs: trace.durationMs,
      trace,
    }),
  );
}

function describeRefusal(trace: Trace): Pick<Check, 'title' | 'state' | 'evidence' | 'code'> {
  const answer = asCode([trace.status ?? 'no answer', trace.error].filter(Boolean).join(' '));
  if (trace.error === 'invalid_scope') {
    return {
      title: 'Coupa refused the requested scopes as a whole',
      state: 'limited',
      evidence: `${answer}. Asked again without \`scope\`: the token carries what is ticked on the client`,
      code: 'invalid_scope',
    };
  }
  if (trace.error === 'invalid_client') {
    return {
      title: 'The client was accepted when its secret was sent the other way',
      state: 'passed',
      evidence: `${answer} at first. OAuth knows two ways to send the secret, in the header and in the body`,
    };
  }
  return {
    title: 'Coupa refused a request before this token',
    state: 'limited',
    evidence: `${answer}. The next request brought the token`,
  };
}
