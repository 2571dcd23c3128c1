import type { ReactNode } from 'react';

export interface Definition {
  term: string;
  value: ReactNode;
  /** What a machine reads. */
  isMono?: boolean;
}

/** Terms in ink-2 at the left, values at the right; one under the other on narrow screens. */
export const DefinitionList = ({ items, label }: { items: readonly Definition[]; label?: string }) => (
  <dl
    aria-label={label}
    className="gap-x-4 gap-y-2.5 text-sm max-md:space-y-2.5 md:grid md:grid-cols-[fit-content(9rem)_minmax(0,1fr)]"
  >
    {items.map(({ term, value, isMono }) => (
      <div key={term} className="md:contents">
        <dt className="text-ink-2 wrap-anywhere">{term}</dt>
        <dd className={isMono ? 'font-mono wrap-anywhere' : 'break-words'}>{value}</dd>
      </div>
    ))}
  </dl>
);
