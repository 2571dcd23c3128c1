import { CheckLine } from '@/components/ui/check-line';
import { Disclosure } from '@/components/ui/disclosure';
import type { Check } from '@/lib/validation/report';

/** A group of checks under one line that says how they went; it stands open when something is wrong in it. */
export function FoldedChecks({ title, checks }: { title: string; checks: readonly Check[] }) {
  if (checks.length === 0) return null;
  const needsLook = checks.some(({ state }) => state === 'failed' || state === 'limited');
  return (
    <Disclosure className="mt-3" isOpen={needsLook} summary={`${title}: ${outcomeWords(checks)}`}>
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
    </Disclosure>
  );
}

/** "6 passed, 1 with limits, 1 not tried". */
function outcomeWords(checks: readonly Check[]): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  const words = [
    [count('failed'), 'failed'],
    [count('limited'), 'with limits'],
    [count('passed'), 'passed'],
    [count('not-tried'), 'not tried'],
  ] as const;
  return words
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}
