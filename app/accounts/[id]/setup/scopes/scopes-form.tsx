'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { CatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import { OFFLINE_ACCESS } from '@/app/accounts/[id]/setup/scopes/order-rows';
import { PasteScopes } from '@/app/accounts/[id]/setup/scopes/paste-scopes';
import { ReadyScopes } from '@/app/accounts/[id]/setup/scopes/ready-scopes';
import { ScopePicker } from '@/app/accounts/[id]/setup/scopes/scope-picker';
import { ScopePresets } from '@/app/accounts/[id]/setup/scopes/scope-presets';
import { ScopeSourceOptions } from '@/app/accounts/[id]/setup/scopes/scope-source-options';
import { useChosenScopes } from '@/app/accounts/[id]/setup/scopes/use-chosen-scopes';
import { usePastedScopes } from '@/app/accounts/[id]/setup/scopes/use-pasted-scopes';
import { ScopesIllustration } from '@/components/coupa/scopes-illustration';
import { SetupIllustration } from '@/components/coupa/setup-illustration';
import { listErrors } from '@/components/ui/list-errors';
import type { StepAccount } from '@/components/wizard/step-account';
import { StepForm } from '@/components/wizard/step-form';
import { useConsequences } from '@/components/wizard/use-consequences';
import { useStepForm } from '@/components/wizard/use-step-form';
import { type ScopesStep, scopesStepSchema } from '@/lib/accounts/schema';
import { stepPath } from '@/lib/accounts/steps';
import { adviceFor } from '@/lib/coupa/offline-access';
import type { ScopePreset } from '@/lib/coupa/scope-presets';

interface ScopesFormProps {
  account: StepAccount;
  catalogue: readonly CatalogueRow[];
  presets: readonly ScopePreset[];
  ledBackBecause: string | null;
}

const resolver = zodResolver(scopesStepSchema);

export function ScopesForm({ account, catalogue, presets, ledBackBecause }: ScopesFormProps) {
  const advice = adviceFor(account.grantType, account.clientProof);
  const form = useForm({
    resolver,
    defaultValues: { scopeSource: account.scopeSource, scopes: startingScopes(account, advice.shouldTick) },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount, isDirty } = form.formState;
  const known = useMemo(() => catalogue.map(({ scope }) => scope), [catalogue]);
  const scopes = useChosenScopes(form);
  const pasted = usePastedScopes({ known, onTake: scopes.add });
  const [pasteError, setPasteError] = useState<{ message: string; attempt: number } | null>(null);
  const { sentences, isConfirmed } = useConsequences(account);
  const { problem, isSending, send } = useStepForm({
    form,
    method: 'PUT',
    path: `/api/accounts/${account.id}/scopes`,
    body: (step: ScopesStep) => ({ version: account.version, step }),
  });

  const isFromToken = form.watch('scopeSource') === 'from_token';
  const isExisting = account.clientSource === 'existing';

  function submit(then?: string) {
    const [doubtful] = isFromToken ? [] : pasted.read();
    if (doubtful) {
      const message = `Decide about ${doubtful.written} in what you pasted`;
      return setPasteError((before) => ({ message, attempt: (before?.attempt ?? 0) + 1 }));
    }
    setPasteError(null);
    return form.handleSubmit(async (step) => {
      if (isConfirmed(step)) await send(step, then);
    })();
  }

  const openError = pasted.undecided.length > 0 ? pasteError : null;
  const listed = [
    ...listErrors(errors, ['scopeSource', 'scopes']),
    ...(openError ? [{ field: 'paste', message: openError.message }] : []),
  ];
  return (
    <StepForm
      step="scopes"
      account={account}
      ledBackBecause={ledBackBecause}
      sentence={
        isFromToken
          ? 'The scopes are ticked on your client already, so nothing changes in Coupa.'
          : 'Choose what the account may do. Fewer scopes are safer and make a shorter token; more can be added later.'
      }
      aside={
        isFromToken ? (
          <SetupIllustration origin={account.instanceUrl} isExisting />
        ) : (
          <ScopesIllustration
            origin={account.instanceUrl}
            chosen={scopes.chosen}
            known={known}
            isExisting={isExisting}
            clientName={account.name}
          />
        )
      }
      backHref={stepPath(account.id, 'grant-type')}
      errors={listed}
      problem={problem}
      attempt={submitCount + (pasteError?.attempt ?? 0)}
      consequences={sentences}
      isSending={isSending}
      isDirty={isDirty || pasted.text !== ''}
      submit={submit}
    >
      {isExisting && <ScopeSourceOptions form={form} />}
      {!isFromToken && (
        <>
          <ScopePresets presets={presets} takesOfflineAccess={advice.shouldTick} scopes={scopes} />
          <ScopePicker
            catalogue={catalogue}
            chosen={scopes.chosen}
            first={scopes.first}
            offlineAccessRule={advice.words}
            error={errors.scopes?.message}
            onToggle={scopes.toggle}
          />
          <PasteScopes pasted={pasted} chosen={scopes.chosen} error={openError?.message} />
          <ReadyScopes chosen={scopes.chosen} />
        </>
      )}
    </StepForm>
  );
}

/** `offline_access` is chosen where the grant type's rule says so, until there is a choice; never for a client as it is. */
const startingScopes = ({ scopes, scopeSource }: StepAccount, shouldTickOfflineAccess: boolean) =>
  scopeSource === 'chosen' && scopes.length === 0 && shouldTickOfflineAccess ? [OFFLINE_ACCESS] : scopes;
