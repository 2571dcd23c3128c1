import type { GlyphShape } from '@/components/ui/glyph';
import type { UpkeepView } from '@/lib/upkeep/view';

interface StateWords {
  glyph: GlyphShape;
  /** Stands before "since …". */
  words: string;
  /** What that means for the reader. */
  meaning: string;
}

/** The states of upkeep as people learn them. */
export const UPKEEP_WORDS: Record<UpkeepView['state'], StateWords> = {
  healthy: {
    glyph: 'check',
    words: 'Healthy',
    meaning: 'This service renews the token by itself. Nobody has to do anything.',
  },
  renewing: {
    glyph: 'ring',
    words: 'Renewing',
    meaning: 'A request is on its way to Coupa. The token in use stays until a new one is stored.',
  },
  degraded: {
    glyph: 'triangle',
    words: 'Degraded: renewal failing',
    meaning: 'The cause is one that passes. It is tried again until it works; the token in use stays.',
  },
  reauth_required: {
    glyph: 'octagon',
    words: 'Needs re-authorization',
    meaning: 'Only a person can go on: somebody signs in to Coupa again. Nothing was deleted.',
  },
  credentials_rejected: {
    glyph: 'octagon',
    words: 'Credentials rejected',
    meaning:
      'Coupa does not accept the client or its secret. It is asked again every hour, in case it was put right there.',
  },
  config_error: {
    glyph: 'octagon',
    words: 'Configuration error',
    meaning: 'Coupa refuses what is asked for. It is asked again every hour, in case it was put right there.',
  },
};

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "second try", "12th try" is never needed: beyond the fifth the number is said. */
export const tryWords = (failures: number) =>
  ORDINALS[failures] ? `${ORDINALS[failures]} try` : `try ${failures + 1}`;

export interface OutcomeWords {
  what: string;
  doing: string;
  meaning: string;
}

/** A request left and no whole answer came back: what is known, what is done, and what it may mean. */
export function outcomeWords(grantType: 'client_credentials' | 'authorization_code'): OutcomeWords {
  if (grantType === 'client_credentials')
    return {
      what: 'Coupa may have made a token that never arrived here.',
      doing: 'A new one is asked for at the next try.',
      meaning: 'Nothing is lost: with Client ID and Client secret a token can be had at any time.',
    };
  return {
    what: 'Coupa may have replaced the refresh token by one that never arrived here.',
    doing:
      'The same refresh token was sent once more at once, and is sent again at the next try. Everything that is stored stays, and an answer that reached this service before a crash is taken from its journal first.',
    meaning:
      'If Coupa still takes that refresh token, this ends by itself. If it has put a new one in its place, it will refuse, and somebody signs in to Coupa again. Until then the token in use works.',
  };
}
