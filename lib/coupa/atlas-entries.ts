import type { HelpEntry } from '@/lib/coupa/help/entry';
import { GETTING_A_TOKEN } from '@/lib/coupa/help/getting-a-token';
import { IN_COUPA } from '@/lib/coupa/help/in-coupa';
import { SIGNING_IN } from '@/lib/coupa/help/signing-in';
import { USING_THE_TOKEN } from '@/lib/coupa/help/using-the-token';

export interface HelpSection {
  id: string;
  title: string;
  entries: readonly HelpEntry[];
}

/** Troubles in the order in which people meet them. */
export const ATLAS_SECTIONS: readonly HelpSection[] = [
  { id: 'in-coupa', title: 'On Coupa’s pages', entries: IN_COUPA },
  { id: 'getting-a-token', title: 'Getting a token', entries: GETTING_A_TOKEN },
  { id: 'signing-in', title: 'Signing in to Coupa', entries: SIGNING_IN },
  { id: 'using-the-token', title: 'Using the token', entries: USING_THE_TOKEN },
];

export const ATLAS_ENTRIES: readonly HelpEntry[] = ATLAS_SECTIONS.flatMap(({ entries }) => entries);
