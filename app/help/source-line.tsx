import type { Certainty } from '@/lib/coupa/rules';

const CERTAINTY_WORDS: Record<Certainty, string> = {
  coupa: 'On Coupa’s own pages',
  several: 'Several sources agree',
  one: 'One source',
  inferred: 'Inferred',
};

interface SourceLineProps {
  certainty: Certainty;
  source: string;
  /** Stands right under what it belongs to. */
  isClose?: boolean;
}

/** How sure an answer is, and where it is from: an inference is shown as one. */
export const SourceLine = ({ certainty, source, isClose }: SourceLineProps) => (
  <p className={`text-sm text-ink-2 ${isClose ? '' : 'mt-3'}`}>
    <strong>{CERTAINTY_WORDS[certainty]}.</strong> {source}.
  </p>
);
