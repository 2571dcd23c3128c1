'use client';

import { AskFirst } from '@/components/door/ask-first';

/** Asks once, because what uses the key stops at this press and the key cannot come back. */
export const RevokeKey = ({ id, name }: { id: string; name: string }) => (
  <AskFirst
    verb="Revoke"
    name={name}
    pendingWords="Revoking…"
    path={`/api/api-keys/${id}`}
    refusalWords={({ title }) => `Not revoked. ${title}.`}
  >
    Programs that use “{name}” are refused from then on.
  </AskFirst>
);
