import type { ReactNode } from 'react';

interface StackedWordsProps {
  /** All the faces a control can show, by name; they lie on one another, so the widest keeps the width. */
  faces: Record<string, ReactNode>;
  shown: string;
}

export const StackedWords = ({ faces, shown }: StackedWordsProps) => (
  <span className="grid *:col-start-1 *:row-start-1">
    {Object.entries(faces).map(([name, face]) => (
      <span
        key={name}
        aria-hidden={name !== shown}
        className={`inline-flex items-center justify-center gap-1.5 ${name === shown ? '' : 'invisible'}`}
      >
        {face}
      </span>
    ))}
  </span>
);
