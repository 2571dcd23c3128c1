import type { Metadata } from 'next';
import { openStep, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { toCatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import { ScopesForm } from '@/app/accounts/[id]/setup/scopes/scopes-form';
import { toStepAccount } from '@/components/wizard/step-account';
import { SCOPE_PRESETS } from '@/lib/coupa/scope-presets';
import { KNOWN_SCOPES } from '@/lib/coupa/scopes';

export const metadata: Metadata = { title: 'Scopes' };

export default async function ScopesPage(props: StepPageProps) {
  const { account, ledBackBecause } = await openStep('scopes', props);
  return (
    <ScopesForm
      account={toStepAccount(account)}
      catalogue={KNOWN_SCOPES.map(toCatalogueRow)}
      presets={SCOPE_PRESETS}
      ledBackBecause={ledBackBecause}
    />
  );
}
