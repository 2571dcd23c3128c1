import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
}

export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <section className="border-y border-line py-12">
    <h2 className="text-lg font-semibold">{title}</h2>
    {children && <div className="mt-1 max-w-[37.5rem] text-ink-2">{children}</div>}
    {action && <div className="mt-6 flex flex-wrap gap-3">{action}</div>}
  </section>
);
