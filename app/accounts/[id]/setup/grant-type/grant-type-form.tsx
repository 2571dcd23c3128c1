'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { ClientFields } from '@/app/accounts/[id]/setup/grant-type/client-fields';
import type { CompareRow } from '@/app/accounts/[id]/setup/grant-type/compare-rows';
import { GrantTypeOptions } from '@/app/accounts/[id]/setup/grant-type/grant-type-options';
import { CreateClientIllustration } from '@/components/coupa/create-client-illustration';
import { SetupIllustration } from '@/components/coupa/setup-illustration';
import { ChoiceTable } from '@/components/ui/choice-table';
import { listErrors } from '@/components/ui/list-errors';
import { Notice } from '@/components/ui/notice';
import { ConsequenceNotice } from '@/components/wizard/consequence-notice';
import type { StepAccount } from '@/components/wizard/step-account';
import { StepButtons } from '@/components/wizard/step-buttons';
import { StepFrame } from '@/components/wizard/step-frame';
import { StepSummary } from '@/components/wizard/step-summary';
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
  const router = useRouter();
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
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <StepFrame
        step="grant-type"
        accountId={account.id}
        finished={account.finishedSteps}
        label={account.label}
        host={new URL(account.instanceUrl).host}
        sentence={
          isExisting
            ? 'The grant type decides whose rights the token has. Choose the one that your client has in Coupa.'
            : 'The grant type decides whose rights the token has, and which fields Coupa asks for.'
        }
        summary={<StepSummary errors={listErrors(errors, FIELDS)} problem={problem} attempt={submitCount} />}
        aside={
          isExisting ? (
            <SetupIllustration origin={account.instanceUrl} isExisting />
          ) : (
            <CreateClientIllustration {...values} redirectUri={account.redirectUri} />
          )
        }
        buttons={
          <>
            <ConsequenceNotice sentences={sentences} />
            <StepButtons
              words="Continue"
              pendingWords="Saving…"
              isPending={isSending}
              backHref={stepPath(account.id, 'client')}
              onLeave={() => (isDirty ? submit('/accounts') : router.push('/accounts'))}
            />
          </>
        }
      >
        {ledBackBecause && <Notice title={ledBackBecause} />}
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
      </StepFrame>
    </form>
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
