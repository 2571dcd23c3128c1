import type { ReactNode } from 'react';
import { Glyph, type GlyphShape } from './glyph';

/** Words take colour only when a person is needed or something was rejected. */
export const wordColour = (shape: GlyphShape) =>
  shape === 'triangle' ? 'text-wait' : shape === 'octagon' ? 'text-stop' : '';

interface StatusLineProps {
  glyph: GlyphShape;
  /** The fact with its time: "Valid until 14:05 tomorrow". */
  words: ReactNode;
  /** Where it is known from. */
  proof?: ReactNode;
  className?: string;
}

export const StatusLine = ({ glyph, words, proof, className = '' }: StatusLineProps) => (
  <div className={`flex gap-2 ${className}`}>
    <Glyph shape={glyph} className="mt-1" />
    {/* Its baseline is that of the row it stands in; the glyph has none. */}
    <div className="min-w-0 self-baseline">
      <p className={`text-base font-semibold ${wordColour(glyph)}`}>{words}</p>
      {proof && <p className="text-sm text-ink-2">{proof}</p>}
    </div>
  </div>
);
