import type { Metadata } from 'next';
import { compareRows } from '@/app/accounts/[id]/setup/grant-type/compare-rows';
import { GrantTypeForm } from '@/app/accounts/[id]/setup/grant-type/grant-type-form';
import { openStep, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { toStepAccount } from '@/components/wizard/step-account';

export const metadata: Metadata = { title: 'Grant type' };

export default async function GrantTypePage(props: StepPageProps) {
  const { account, ledBackBecause } = await openStep('grant-type', props);
  return (
    <GrantTypeForm account={toStepAccount(account)} rows={compareRows()} ledBackBecause={ledBackBecause} />
  );
}
