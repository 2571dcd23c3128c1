import type { ReactNode } from 'react';
import { Glyph } from './glyph';

/** In the place of what is coming: never a ring without words. */
export const LoadingWords = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-2 py-6 text-ink-2">
    <Glyph shape="ring" />
    {children}
  </p>
);
