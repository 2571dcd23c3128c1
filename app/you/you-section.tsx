import type { ReactNode } from 'react';

interface YouSectionProps {
  id: string;
  title: string;
  words?: ReactNode;
  children: ReactNode;
}

/** One part of the page Your sign-in. */
export const YouSection = ({ id, title, words, children }: YouSectionProps) => (
  <section aria-labelledby={id}>
    <h2 id={id} className="text-lg font-semibold">
      {title}
    </h2>
    {words && <p className="mt-1 text-ink-2">{words}</p>}
    <div className="mt-4">{children}</div>
  </section>
);
