import type { Certainty } from '@/lib/coupa/rules';
import type { MarkedText } from '@/lib/validation/report';

export interface CoupaFact {
  text: MarkedText;
  certainty: Certainty;
  source: string;
}

/** What **Regenerate** on a client's page does, as far as anybody has written or seen it. */
export const REGENERATE_FACTS: readonly CoupaFact[] = [
  {
    text: 'The client gets a new **Secret**; its **Identifier** stays. **Show/Hide** shows the new one now and later.',
    certainty: 'several',
    source: 'Screenshots of Rossum and Moveworks; SailPoint’s page says that it is shown once',
  },
  {
    text: 'The old one most likely ends at once. No time in which both work is documented.',
    certainty: 'inferred',
    source: 'Coupa’s pages do not say',
  },
  {
    text: 'Tokens that are out, refresh tokens too, most likely stay: they rest on the client and the consent.',
    certainty: 'inferred',
    source: 'Coupa’s pages do not say',
  },
];
