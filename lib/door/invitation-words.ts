/** Why a link cannot be used. */
export type Unusable = 'used' | 'withdrawn' | 'expired' | 'unknown';

/** Words for a one-time link that cannot be used. */
export const INVITATION_WORDS: Record<Unusable, { title: string; sentence: string }> = {
  used: {
    title: 'This link has been used',
    sentence: 'A link works once. If it was you, sign in. If it was not, tell an owner of this service.',
  },
  withdrawn: {
    title: 'This link was withdrawn',
    sentence: 'An owner of this service took it back, or made a newer one. Ask for a new link.',
  },
  expired: {
    title: 'This link has expired',
    sentence: 'A link works for 72 hours. Ask an owner of this service for a new one.',
  },
  unknown: {
    title: 'This link does not work',
    sentence:
      'Open the whole link as you got it: part of it may have been lost in copying. If it still does not work, ask an owner of this service for a new one.',
  },
};
