'use client';

import { ConfigurationSheet, type SheetRow } from '@/components/ui/configuration-sheet';
import { revealSecret } from '@/components/wizard/reveal-secret';

interface AccountSheetProps {
  accountId: string;
  caption: string;
  rows: readonly SheetRow[];
}

/** A consumer's fields in its own order; secrets go from the server to the clipboard and never onto the page. */
export const AccountSheet = ({ accountId, caption, rows }: AccountSheetProps) => (
  <ConfigurationSheet
    caption={caption}
    rows={rows}
    getSecret={(kind) => revealSecret(accountId, kind === 'secret' ? 'client_secret' : 'access_token')}
  />
);
