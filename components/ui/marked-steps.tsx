import { Marked } from '@/components/ui/marked';
import type { MarkedText } from '@/lib/validation/report';

/** The clicks that mend something, numbered. */
export const MarkedSteps = ({ steps }: { steps: readonly MarkedText[] }) => (
  <ol className="list-decimal space-y-1 pl-4">
    {steps.map((step) => (
      <li key={step}>
        <Marked text={step} />
      </li>
    ))}
  </ol>
);
