import type { WelcomeState } from '@/lib/door/welcome';

/** Words for a welcome link that cannot be used. */
export const WELCOME_WORDS: Record<Exclude<WelcomeState, 'open'>, { title: string; sentence: string }> = {
  used: {
    title: 'This link has been used',
    sentence: 'A welcome link works once, and the owner account exists already. Sign in instead.',
  },
  expired: {
    title: 'This link has expired',
    sentence:
      'A welcome link works for 24 hours and only until the next start. Start the service again and open the link that it prints.',
  },
  unknown: {
    title: 'This link does not work',
    sentence:
      'Open the whole welcome link that the service printed when it started last. Part of it may have been lost in copying.',
  },
};
