'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { markTitle } from './mark-title';

export interface SummaryError {
  /** Id of the control, which is its name; without one the words stand alone. */
  field?: string | undefined;
  message: string;
}

interface ErrorSummaryProps {
  errors: readonly SummaryError[];
  /** Changes with every submit (react-hook-form's `submitCount`), so that focus comes back for the same errors. */
  attempt?: number;
  children?: ReactNode;
}

/** Stands at the top, takes focus, and marks the title. Renders nothing without errors. */
export function ErrorSummary({ errors, attempt = 0, children }: ErrorSummaryProps) {
  const frame = useRef<HTMLDivElement>(null);
  const hasErrors = errors.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is the reason to move focus again
  useEffect(() => {
    if (!hasErrors) return;
    frame.current?.focus();
    return markTitle();
  }, [hasErrors, attempt]);

  if (!hasErrors) return null;
  return (
    <div
      ref={frame}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary-title"
      className="mb-8 rounded-md border-3 border-stop px-6 py-5"
    >
      <h2 id="error-summary-title" className="text-lg font-semibold">
        There is a problem
      </h2>
      <ul className="mt-1 space-y-1 font-semibold text-stop">
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? <FieldLink field={field} message={message} /> : message}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

const FieldLink = ({ field, message }: { field: string; message: string }) => (
  <a
    href={`#${field}`}
    // By hand: an entry in the history for each press would break Back.
    onClick={(event) => {
      event.preventDefault();
      document.getElementById(field)?.focus();
    }}
    className="rounded-sm underline underline-offset-4 hover:decoration-2"
  >
    {message}
  </a>
);
