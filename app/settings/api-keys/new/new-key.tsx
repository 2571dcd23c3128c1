'use client';

import { type ReactNode, useState } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import { type Made, MadeKey } from './made-key';
import type { NamedAccount } from './named-account';
import { NewKeyForm } from './new-key-form';

interface NewKeyProps {
  above: ReactNode;
  appUrl: string;
  /** The first accounts, so that a short list needs no search. */
  accounts: readonly NamedAccount[];
  accountCount: number;
}

/** The form, and after it the key, this once: it lives in this page's memory and nowhere else. */
export function NewKey({ above, appUrl, accounts, accountCount }: NewKeyProps) {
  const [made, setMade] = useState<Made | null>(null);
  if (made) return <MadeKey made={made} appUrl={appUrl} />;
  return (
    <>
      <PageTitle
        above={above}
        title="Make an API key"
        sentence="Give it no more than the program needs: several small keys are easier to replace than one large one."
      />
      <NewKeyForm accounts={accounts} accountCount={accountCount} onMade={setMade} />
    </>
  );
}
