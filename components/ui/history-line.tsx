import type { ReactNode } from 'react';
import { Glyph, type GlyphShape } from './glyph';
import { LocalTime } from './local-time';
import { wordColour } from './status-line';

interface HistoryLineProps {
  at: string;
  /** A person's act has the person glyph, so an auditor can scan for them. */
  glyph: GlyphShape;
  event: ReactNode;
  evidence?: ReactNode;
}

/** Goes into an `ol`. Time, glyph on a thread, event, evidence. */
export const HistoryLine = ({ at, glyph, event, evidence }: HistoryLineProps) => (
  <li className="group grid grid-cols-[1rem_minmax(0,1fr)] gap-x-4 md:grid-cols-[8.5rem_1rem_minmax(0,1fr)]">
    <span className="relative col-start-1 row-span-2 row-start-1 pt-1 md:col-start-2 md:row-span-1">
      <Glyph shape={glyph} />
      <span className="absolute top-7 bottom-1 left-1/2 border-l border-line group-last:hidden" />
    </span>
    <div className="col-start-2 row-start-1 md:col-start-3 md:pb-5">
      <p className={wordColour(glyph)}>{event}</p>
      {evidence && <p className="text-sm text-ink-2">{evidence}</p>}
    </div>
    <p className="col-start-2 row-start-2 pb-4 text-sm text-ink-2 md:col-start-1 md:row-start-1 md:pb-0 md:leading-6">
      <LocalTime at={at} form="stamp" />
    </p>
  </li>
);
