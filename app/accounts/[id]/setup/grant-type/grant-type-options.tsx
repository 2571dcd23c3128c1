'use client';

import type { UseFormReturn } from 'react-hook-form';
import { type Option, Options } from '@/components/ui/options';
import { PageLink } from '@/components/ui/page-link';
import type { StepAccount } from '@/components/wizard/step-account';
import type { GrantType, GrantTypeStep } from '@/lib/accounts/schema';
import { stepPath } from '@/lib/accounts/steps';

export type GrantTypeFormState = Pick<
  UseFormReturn<GrantTypeStep>,
  'register' | 'formState' | 'getValues' | 'setValue'
>;

interface GrantTypeOptionsProps {
  account: StepAccount;
  form: GrantTypeFormState;
  chosen: GrantType;
}

/** Two radios, and below the second the pair that Coupa's form shows under it. */
export function GrantTypeOptions({ account, form, chosen }: GrantTypeOptionsProps) {
  const { errors } = form.formState;
  return (
    <div className="space-y-6">
      <Options
        legend="Grant type"
        isLegendHidden
        options={grantTypes(account)}
        defaultChosen={account.grantType}
        error={errors.grantType?.message}
        {...form.register('grantType')}
      />
      {chosen === 'authorization_code' && (
        <Options
          legend="How the client proves that it is itself"
          options={CLIENT_PROOFS}
          defaultChosen={form.getValues('clientProof')}
          error={errors.clientProof?.message}
          {...form.register('clientProof')}
        />
      )}
    </div>
  );
}

const grantTypes = ({ id, accountType }: StepAccount): Option[] => [
  {
    value: 'client_credentials',
    title: 'Client credentials',
    sentence: 'System to system. The account acts for itself; no person signs in.',
  },
  {
    value: 'authorization_code',
    title: 'Authorization code',
    sentence: 'A person signs in and lends the account their rights.',
    unavailable: accountType === 'snaplogic-oauth2' && (
      <>
        A SnapLogic Coupa OAuth2 Account cannot use it:{' '}
        <PageLink href={stepPath(id, 'client')} className="link">
          change the account type
        </PageLink>{' '}
        first.
      </>
    ),
  },
];

const CLIENT_PROOFS: readonly Option[] = [
  {
    value: 'shared_secret',
    title: 'Shared secret',
    sentence: 'By the Client secret. It stays on this server, so this is the usual choice.',
  },
  {
    value: 'pkce',
    title: 'PKCE',
    sentence: 'By a code made for each sign-in, for programs that cannot keep a secret.',
  },
];
