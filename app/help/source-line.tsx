import type { Certainty } from '@/lib/coupa/rules';

const CERTAINTY_WORDS: Record<Certainty, string> = {
  coupa: 'On Coupa’s own pages',
  several: 'Several sources agree',
  one: 'One source',
  inferred: 'Inferred',
};

/** How sure an answer is, and where it is from: an inference is shown as one. */
export const SourceLine = ({ certainty, source }: { certainty: Certainty; source: string }) => (
  <p className="mt-3 text-sm text-ink-2">
    <strong>{CERTAINTY_WORDS[certainty]}.</strong> {source}.
  </p>
);
