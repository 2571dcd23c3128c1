'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { InstanceField } from '@/app/accounts/[id]/setup/client/instance-field';
import { useInstance } from '@/app/accounts/[id]/setup/client/use-instance';
import { SetupIllustration } from '@/components/coupa/setup-illustration';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { type Option, Options } from '@/components/ui/options';
import type { StepAccount } from '@/components/wizard/step-account';
import { StepForm } from '@/components/wizard/step-form';
import { useConsequences } from '@/components/wizard/use-consequences';
import { useStepForm } from '@/components/wizard/use-step-form';
import { type ClientStep, clientStepSchema } from '@/lib/accounts/schema';

interface ClientFormProps {
  /** Null until the first Continue makes it. */
  account: StepAccount | null;
  /** Hosts allowed besides Coupa's own. */
  extraHosts: readonly string[];
  /** Address of the practice Coupa while it runs. */
  practiceOrigin: string | null;
  ledBackBecause: string | null;
  /** Who can do the Coupa part and what it takes; made on the server. */
  prerequisites: ReactNode;
}

const NEW_ACCOUNT = {
  accountType: 'snaplogic-oauth2',
  label: '',
  instanceUrl: '',
  clientSource: 'new',
} as const;

const FIELDS = ['accountType', 'label', 'instanceUrl', 'clientSource'] as const;

export function ClientForm(props: ClientFormProps) {
  const { account, extraHosts, practiceOrigin, ledBackBecause, prerequisites } = props;
  const { accountType, label, instanceUrl, clientSource } = account ?? NEW_ACCOUNT;
  const form = useForm({
    resolver: useMemo(() => zodResolver(clientStepSchema(extraHosts)), [extraHosts]),
    defaultValues: { accountType, label, instanceUrl, clientSource },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount, isDirty } = form.formState;
  const instance = useInstance({ form, extraHosts, practiceOrigin });
  const { sentences, isConfirmed } = useConsequences(account);
  const { problem, isSending, send } = useStepForm({
    form,
    method: account ? 'PUT' : 'POST',
    path: account ? `/api/accounts/${account.id}/client` : '/api/accounts',
    body: (step: ClientStep) => (account ? { version: account.version, step } : step),
  });

  const submit = (then?: string) => {
    instance.understand();
    return form.handleSubmit(async (step) => {
      if (isConfirmed(step)) await send(step, then);
    })();
  };

  const isExisting = form.watch('clientSource') === 'existing';
  return (
    <StepForm
      step="client"
      account={account}
      ledBackBecause={ledBackBecause}
      sentence="Say what the account is for and where your Coupa is. Then open the Coupa form in which its client is made."
      aside={<SetupIllustration origin={instance.understood?.origin ?? null} isExisting={isExisting} />}
      backHref="/accounts"
      errors={listErrors(errors, FIELDS)}
      problem={problem}
      attempt={submitCount}
      consequences={sentences}
      isSending={isSending}
      isDirty={isDirty}
      submit={submit}
    >
      <Options
        legend="Account type"
        options={ACCOUNT_TYPES}
        defaultChosen={accountType}
        error={errors.accountType?.message}
        {...form.register('accountType', { onChange: instance.understand })}
      />
      <TextField
        label="Label"
        hint="The name people see here and in SnapLogic. Left empty, one is proposed from the address below."
        error={errors.label?.message}
        maxLength={100}
        {...form.register('label')}
      />
      <InstanceField form={form} instance={instance} practiceOrigin={practiceOrigin} />
      <Options
        legend="Client in Coupa"
        options={CLIENT_SOURCES}
        defaultChosen={clientSource}
        error={errors.clientSource?.message}
        {...form.register('clientSource')}
      />
      {prerequisites}
    </StepForm>
  );
}

const ACCOUNT_TYPES: readonly Option[] = [
  {
    value: 'snaplogic-oauth2',
    title: 'SnapLogic Coupa OAuth2 Account',
    sentence: 'SnapLogic asks Coupa for its own token. Client credentials only.',
  },
  {
    value: 'snaplogic-dynamic',
    title: 'SnapLogic Coupa Dynamic OAuth2 Account',
    sentence: 'The pipeline is given a token that was made here. Any grant type.',
  },
  {
    value: 'other',
    title: 'Other consumer',
    sentence: 'curl, Postman, a REST account or your own program. Any grant type.',
  },
];

const CLIENT_SOURCES: readonly Option[] = [
  {
    value: 'new',
    title: 'Create a new client',
    sentence: 'Recommended. One client for each account keeps rights and secrets apart.',
  },
  {
    value: 'existing',
    title: 'Use a client that exists',
    sentence: 'You need its Identifier and its Secret. Its scopes can be read from the token.',
  },
];
