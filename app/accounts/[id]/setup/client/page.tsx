import type { Metadata } from 'next';
import { ClientForm } from '@/app/accounts/[id]/setup/client/client-form';
import { Prerequisites } from '@/app/accounts/[id]/setup/client/prerequisites';
import { openStep, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { toStepAccount } from '@/components/wizard/step-account';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Client' };

export default async function ClientPage(props: StepPageProps) {
  const { account, ledBackBecause } = await openStep('client', props);
  const { instanceHosts, practiceOrigin } = env();
  return (
    <ClientForm
      account={toStepAccount(account)}
      extraHosts={instanceHosts}
      practiceOrigin={practiceOrigin}
      ledBackBecause={ledBackBecause}
      prerequisites={<Prerequisites />}
    />
  );
}
