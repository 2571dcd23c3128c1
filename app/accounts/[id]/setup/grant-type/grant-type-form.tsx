'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { ClientFields } from '@/app/accounts/[id]/setup/grant-type/client-fields';
import type { CompareRow } from '@/app/accounts/[id]/setup/grant-type/compare-rows';
import { GrantTypeOptions } from '@/app/accounts/[id]/setup/grant-type/grant-type-options';
import { CreateClientIllustration } from '@/components/coupa/create-client-illustration';
import { SetupIllustration } from '@/components/coupa/setup-illustration';
import { ChoiceTable } from '@/components/ui/choice-table';
import { listErrors } from '@/components/ui/list-errors';
import { Notice } from '@/components/ui/notice';
import type { StepAccount } from '@/components/wizard/step-account';
import { StepForm } from '@/components/wizard/step-form';
import { useConsequences } from '@/components/wizard/use-consequences';
import { useStepForm } from '@/components/wizard/use-step-form';
import { type GrantTypeStep, grantTypeStepSchema } from '@/lib/accounts/schema';
import { stepPath } from '@/lib/accounts/steps';
import { GRANT_CHOICES } from '@/lib/coupa/grant-scenarios';
import { adviceFor } from '@/lib/coupa/offline-access';

interface GrantTypeFormProps {
  account: StepAccount;
  rows: readonly CompareRow[];
  ledBackBecause: string | null;
}

const FIELDS = [
  ...(['grantType', 'clientProof', 'name', 'login'] as const),
  ...(['contactFirstName', 'contactLastName', 'contactEmail'] as const),
];

const resolver = zodResolver(grantTypeStepSchema);

export function GrantTypeForm({ account, rows, ledBackBecause }: GrantTypeFormProps) {
  const { grantType, clientProof, name, login, contactFirstName, contactLastName, contactEmail } = account;
  const form = useForm({
    resolver,
    defaultValues: { grantType, clientProof, name, login, contactFirstName, contactLastName, contactEmail },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount, isDirty } = form.formState;
  const { sentences, isConfirmed } = useConsequences(account);
  const { problem, isSending, send } = useStepForm({
    form,
    method: 'PUT',
    path: `/api/accounts/${account.id}/grant-type`,
    body: (step: GrantTypeStep) => ({ version: account.version, step }),
  });
  const submit = (then?: string) =>
    form.handleSubmit(async (step) => {
      if (isConfirmed(step)) await send(step, then);
    })();

  const values = form.watch();
  const isExisting = account.clientSource === 'existing';
  return (
    <StepForm
      step="grant-type"
      account={account}
      ledBackBecause={ledBackBecause}
      sentence={
        isExisting
          ? 'The grant type decides whose rights the token has. Choose the one that your client has in Coupa.'
          : 'The grant type decides whose rights the token has, and which fields Coupa asks for.'
      }
      aside={
        isExisting ? (
          <SetupIllustration origin={account.instanceUrl} isExisting />
        ) : (
          <CreateClientIllustration {...values} redirectUri={account.redirectUri} />
        )
      }
      backHref={stepPath(account.id, 'client')}
      errors={listErrors(errors, FIELDS)}
      problem={problem}
      attempt={submitCount}
      consequences={sentences}
      isSending={isSending}
      isDirty={isDirty}
      submit={submit}
    >
      <GrantTypeOptions account={account} form={form} chosen={values.grantType} />
      <section className="space-y-6">
        <h2 className="text-lg font-semibold">How they compare</h2>
        <ChoiceTable
          caption="Grant types compared"
          choices={GRANT_CHOICES.map(({ id, title }) => ({ key: id, title }))}
          chosen={findChoice(values)}
          rows={rows}
        />
        <OfflineAccessNotice {...values} />
      </section>
      {!isExisting && <ClientFields account={account} form={form} grantType={values.grantType} />}
    </StepForm>
  );
}

type Choice = Pick<GrantTypeStep, 'grantType' | 'clientProof'>;

const findChoice = ({ grantType, clientProof }: Choice) =>
  GRANT_CHOICES.find(
    (choice) =>
      choice.grantType === grantType &&
      (grantType === 'client_credentials' || choice.clientProof === clientProof),
  )?.id ?? null;

const OfflineAccessNotice = ({ grantType, clientProof }: Choice) => {
  const { shouldTick, words } = adviceFor(grantType, clientProof);
  return (
    <Notice title={shouldTick ? 'offline_access belongs to it' : 'offline_access stays out'}>
      {words}{' '}
      {shouldTick
        ? 'Step 3 chooses it for you.'
        : 'Nothing is lost: a new token can be asked for at any time.'}
    </Notice>
  );
};
