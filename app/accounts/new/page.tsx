import type { Metadata } from 'next';
import { ClientForm } from '@/app/accounts/[id]/setup/client/client-form';
import { Prerequisites } from '@/app/accounts/[id]/setup/client/prerequisites';
import { requirePerson } from '@/lib/door/require-person';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Client' };

/** The same first step, before there is an account: its Continue makes one. */
export default async function NewAccountPage() {
  await requirePerson('editor');
  const { instanceHosts, practiceOrigin } = env();
  return (
    <ClientForm
      account={null}
      extraHosts={instanceHosts}
      practiceOrigin={practiceOrigin}
      ledBackBecause={null}
      prerequisites={<Prerequisites />}
    />
  );
}
