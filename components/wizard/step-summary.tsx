import { ErrorSummary, type SummaryError } from '@/components/ui/error-summary';
import { Marked } from '@/components/ui/marked';
import type { Problem } from '@/lib/http/problem';

interface StepSummaryProps {
  /** Messages at fields, in the order of the page. */
  errors: readonly SummaryError[];
  /** What our own API refused as a whole. */
  problem: Problem | null;
  attempt: number;
}

/** Fields first; what is wrong with the whole form only when no field is. */
export const StepSummary = ({ errors, problem, attempt }: StepSummaryProps) => {
  const whole = errors.length === 0 ? problem : null;
  return (
    <ErrorSummary errors={whole ? [{ message: whole.title }] : errors} attempt={attempt}>
      {whole && (
        <p className="mt-2">
          <Marked text={whole.detail} />
        </p>
      )}
    </ErrorSummary>
  );
};
