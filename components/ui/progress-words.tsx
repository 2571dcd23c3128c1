import type { ReactNode } from 'react';
import { Glyph } from './glyph';

interface ProgressWordsProps {
  /** "12 of 13 checks done". */
  children: ReactNode;
  isRunning: boolean;
}

/** How far long work is; said politely when it changes. */
export const ProgressWords = ({ children, isRunning }: ProgressWordsProps) => (
  <p role="status" className="flex items-start gap-2 text-sm text-ink-2">
    {isRunning && <Glyph shape="ring" className="mt-0.5" />}
    <span className="min-w-0">{children}</span>
  </p>
);
