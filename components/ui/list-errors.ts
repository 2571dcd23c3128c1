import type { FieldErrors, FieldValues } from 'react-hook-form';
import type { SummaryError } from './error-summary';

/** A form's errors in the order of its fields, for the summary. */
export function listErrors<Values extends FieldValues>(
  errors: FieldErrors<Values>,
  order: readonly (keyof Values & string)[],
): SummaryError[] {
  return order.flatMap((field) => {
    const message = errors[field]?.message;
    return typeof message === 'string' ? [{ field, message }] : [];
  });
}
