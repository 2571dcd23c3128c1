import type { Role } from '@/lib/door/person';

export const ROLE_WORDS: Record<Role, { title: string; sentence: string }> = {
  owner: { title: 'Owner', sentence: 'Everything: accounts, people, API keys and settings.' },
  editor: { title: 'Editor', sentence: 'Sets up Coupa accounts, renews them and sees their secrets.' },
  viewer: { title: 'Viewer', sentence: 'Sees how the accounts are, and none of their secrets.' },
};

const ORDER: Role[] = ['owner', 'editor', 'viewer'];

export const ROLE_OPTIONS = ORDER.map((value) => ({ value, ...ROLE_WORDS[value] }));

/** Rows of sessions that ended are kept for 30 days (lib/door/clean-up.ts). */
export const UNSEEN_WORDS = 'Not in the last 30 days';
