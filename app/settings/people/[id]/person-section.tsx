import type { ReactNode } from 'react';
import type { Problem } from '@/lib/http/problem';

interface PersonSectionProps {
  id: string;
  title: string;
  /** What will happen, said before it does. */
  words: ReactNode;
  /** "Not disabled", put before what went wrong. */
  refusal: string;
  problem: Problem | null;
  /** What came of it, where the page shows no other sign. */
  done?: string | false;
  children: ReactNode;
}

/** One thing that can be done about a person. */
export const PersonSection = ({ id, title, words, refusal, problem, done, children }: PersonSectionProps) => (
  <section aria-labelledby={id}>
    <h2 id={id} className="text-lg font-semibold">
      {title}
    </h2>
    <div className="mt-1 mb-4 text-ink-2">{words}</div>
    {children}
    <p role="status" className={`mt-2 ${problem ? 'text-stop' : ''}`}>
      {problem ? `${refusal}. ${problem.title}. ${problem.detail}` : done}
    </p>
  </section>
);
