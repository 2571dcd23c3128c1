'use client';

import { type ReactNode, useState } from 'react';
import type { NamedAccount } from '@/app/settings/api-keys/new/named-account';
import { PageTitle } from '@/components/ui/page-title';
import { AddedChannel } from './added-channel';
import type { Added } from './channel-values';
import { NewChannelForm } from './new-channel-form';

interface NewChannelProps {
  above: ReactNode;
  hasMail: boolean;
  /** The first accounts, so that a short list needs no search. */
  accounts: readonly NamedAccount[];
  accountCount: number;
}

/** The form, and after it the signing secret of a webhook, this once: it lives in this page's memory and nowhere else. */
export function NewChannel({ above, ...rest }: NewChannelProps) {
  const [added, setAdded] = useState<Added | null>(null);
  if (added) return <AddedChannel added={added} />;
  return (
    <>
      <PageTitle
        above={above}
        title="Add a channel"
        sentence="It is told when an account needs somebody, when it works again, and before a consent ends."
      />
      <NewChannelForm {...rest} onAdded={setAdded} />
    </>
  );
}
