import type { ReactNode } from 'react';

interface LeavingNoticeProps {
  title: string;
  /** Where the reader is taken, set in bold. */
  host: string;
  /** What will happen, in order. */
  steps: ReactNode[];
  children?: ReactNode;
}

/** A full frame just above the button that leaves: says what will happen before it happens. */
export const LeavingNotice = ({ title, host, steps, children }: LeavingNoticeProps) => (
  <section aria-labelledby="leaving-title" className="rounded-lg border border-control px-4 py-4 md:px-6">
    <h2 id="leaving-title" className="text-lg font-semibold">
      {title}
    </h2>
    <p className="mt-2">
      You leave this site for <strong className="break-words">{host}</strong> and come back by yourself.
    </p>
    <ol className="mt-3 list-decimal space-y-1 pl-5">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list in its order
        <li key={index}>{step}</li>
      ))}
    </ol>
    {children && <div className="mt-3 text-sm text-ink-2">{children}</div>}
  </section>
);
