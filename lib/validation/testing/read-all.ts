import type { ApiRead } from '@/lib/oauth/api-read';
import type { Check, ScopeResult } from '@/lib/validation/report';
import { runReads } from '@/lib/validation/run-reads';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import { answer, NOW, sampleInput } from '@/lib/validation/testing/samples';
import type { ValidationInput } from '@/lib/validation/validation-input';

export const jobsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `/api/thing_${index}`,
    scopes: [`core.thing_${index}.read`],
  }));

/** Reads with these parts and keeps what was called, when, and what was said. */
export async function readAll(
  parts: Partial<ValidationInput>,
  jobs = jobsOf(1),
  clock = new MovedClock(NOW),
) {
  const checks: Check[] = [];
  const results = new Map<string, ScopeResult>();
  const calls: { path: string; ms: number }[] = [];
  const input = sampleInput({ ...parts, clock });
  const readApi = (path: string, signal: AbortSignal) => {
    calls.push({ path, ms: clock.now().getTime() - NOW.getTime() });
    return input.readApi(path, signal);
  };
  const settle = { check: (check: Check) => checks.push(check), scope: results.set.bind(results) };
  await runReads(jobs, { ...input, readApi }, settle);
  return { checks, results, calls, last: checks.at(-1), waits: clock.waits };
}

/** Answers in this order, the last one for ever. */
export function inOrder(...answers: ApiRead[]) {
  const left = [...answers];
  return async () => (left.length > 1 ? left.shift() : left[0]) ?? answer('/api/none', 500);
}
