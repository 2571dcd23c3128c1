import type { ReactNode } from 'react';
import type { GlyphShape } from '@/components/ui/glyph';
import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import type { ApiKeyRow, ApiKeyState } from '@/lib/door/api-key-list';

interface StateWords {
  glyph: GlyphShape;
  words: (row: ApiKeyRow) => ReactNode;
  proof?: (row: ApiKeyRow) => ReactNode;
}

const STATES: Record<ApiKeyState, StateWords> = {
  active: {
    glyph: 'check',
    words: ({ expiresAt }) => (
      <>
        Works until <LocalTime at={expiresAt} form="day" />
      </>
    ),
  },
  'expires-soon': {
    glyph: 'triangle',
    words: ({ expiresAt }) => (
      <>
        Ends <LocalTime at={expiresAt} hasRelative />
      </>
    ),
    proof: () => 'Put a new key in its place before.',
  },
  expired: {
    glyph: 'dash',
    words: ({ expiresAt }) => (
      <>
        Ended <LocalTime at={expiresAt} form="day" />
      </>
    ),
  },
  revoked: {
    glyph: 'dash',
    words: ({ revokedAt }) => <>Revoked {revokedAt && <LocalTime at={revokedAt} form="day" />}</>,
  },
  'maker-gone': {
    glyph: 'octagon',
    words: () => 'Refused',
    proof: ({ makerName }) => `${makerName}, who made it, is not an owner any more or was disabled.`,
  },
};

export const KeyState = ({ row }: { row: ApiKeyRow }) => {
  const { glyph, words, proof } = STATES[row.state];
  return <StatusLine glyph={glyph} words={words(row)} proof={proof?.(row)} />;
};
