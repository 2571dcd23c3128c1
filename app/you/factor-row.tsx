import type { ReactNode } from 'react';

interface FactorRowProps {
  title: string;
  words: ReactNode;
  /** Small buttons at the right. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One kind of second factor: what it is and how it stands, what can be done, and the form that a press opened. */
export const FactorRow = ({ title, words, actions, children }: FactorRowProps) => (
  <div className="border-b border-line py-4">
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-semibold">{title}</h3>
        <div className="text-sm text-ink-2">{words}</div>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
    {children}
  </div>
);
