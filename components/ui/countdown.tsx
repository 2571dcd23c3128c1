'use client';

import { durationWords } from './time-words';
import { useNow } from './use-now';

interface CountdownProps {
  /** ISO 8601 instant at which it ends. */
  until: string;
  /** What stands before it; without the reader's clock there is neither. */
  lead: string;
  /** Said when it has ended. */
  endedWords?: string;
}

/** "23 h 59 min 48 s". Seconds tick for the eye only; a reader that speaks hears the hours once, and the end when it comes. */
export function Countdown({ until, lead, endedWords = 'ended' }: CountdownProps) {
  const now = useNow(1000);
  const left = now === null ? null : Date.parse(until) - now;
  return (
    <>
      {left !== null && lead}
      {left !== null && left > 0 && (
        <>
          <span aria-hidden="true" className="font-semibold tabular-nums">
            {ticking(left)}
          </span>
          <span className="sr-only">{durationWords(left)}</span>
        </>
      )}
      <span role="status" className="font-semibold">
        {left !== null && left <= 0 && endedWords}
      </span>
    </>
  );
}

function ticking(leftMs: number): string {
  const seconds = Math.floor(leftMs / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return [hours > 0 && `${hours} h`, (hours > 0 || minutes > 0) && `${minutes} min`, `${seconds % 60} s`]
    .filter(Boolean)
    .join(' ');
}
