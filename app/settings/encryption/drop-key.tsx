'use client';

import { AskFirst } from '@/components/door/ask-first';

/** Asks once: a backup of the database from before can then be opened only with a copy of the key file from before. */
export const DropKey = ({ keyId }: { keyId: string }) => (
  <AskFirst
    verb="Drop"
    name={keyId}
    pendingWords="Dropping…"
    path={`/api/encryption/keys/${keyId}`}
    refusalWords={({ detail }) => `Not dropped. ${detail}`}
  >
    {keyId} leaves the key file. A backup of the database from before needs a copy of the key file from
    before.
  </AskFirst>
);
