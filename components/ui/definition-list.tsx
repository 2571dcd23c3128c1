import type { ReactNode } from 'react';

export interface Definition {
  term: string;
  value: ReactNode;
  /** What a machine reads. */
  isMono?: boolean;
}

/** Terms in ink-2 at the left, values at the right; one under the other on narrow screens. */
export const DefinitionList = ({ items, label }: { items: readonly Definition[]; label?: string }) => (
  <dl aria-label={label} className="space-y-2.5 text-sm">
    {items.map(({ term, value, isMono }) => (
      <div key={term} className="md:grid md:grid-cols-[7.5rem_minmax(0,1fr)] md:gap-x-2">
        <dt className="text-ink-2">{term}</dt>
        <dd className={isMono ? 'font-mono wrap-anywhere' : 'break-words'}>{value}</dd>
      </div>
    ))}
  </dl>
);
