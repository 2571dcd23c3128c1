'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { CheckboxRow } from '@/components/ui/checkbox-row';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FieldError, TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { Options } from '@/components/ui/options';
import { API_KEY_SCOPE_WORDS, API_KEY_SCOPES } from '@/lib/door/api-key-scopes';
import { AccountChoice } from './account-choice';
import { dayLimits } from './expiry';
import { LIFETIME_OPTIONS, REACH_OPTIONS } from './key-options';
import { FIELDS, FIRST_VALUES, fieldOf, type KeyValues, resolveKey, toRequest } from './key-values';
import type { Made } from './made-key';
import type { NamedAccount } from './named-account';

interface NewKeyFormProps {
  accounts: readonly NamedAccount[];
  accountCount: number;
  onMade: (made: Made) => void;
}

export function NewKeyForm({ accounts, accountCount, onMade }: NewKeyFormProps) {
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<KeyValues>({
    resolver: resolveKey,
    defaultValues: FIRST_VALUES,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;
  const [reach, lifetime, chosen] = form.watch(['reach', 'lifetime', 'accountIds']);

  const submit = form.handleSubmit(async (values) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await call<{ key: string }>('POST', '/api/api-keys', toRequest(values, new Date()));
    setIsSending(false);
    if (answer.ok) {
      const [only] = values.reach === 'named' ? values.accountIds : accounts;
      return onMade({ ...values, key: answer.data.key, accountId: only?.id ?? null });
    }
    const messages = Object.entries(answer.problem.fields ?? {});
    for (const [name, message] of messages)
      form.setError(fieldOf(name.split('.')[0] ?? '', values) as keyof KeyValues, { message });
    if (messages.length === 0) setRefusal(`Not made. ${answer.problem.title}.`);
  });

  const listed = listErrors(errors, FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-8 max-w-[42rem] space-y-8">
      <ErrorSummary errors={summary} attempt={submitCount} />
      <TextField
        label="Name"
        hint="What uses it, for example SnapLogic pipelines. It stands in the audit log."
        maxLength={100}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <fieldset aria-describedby={errors.scopes ? 'scopes-error' : undefined}>
        <legend className="font-semibold">What it may do</legend>
        {errors.scopes && <FieldError id="scopes" message={errors.scopes.message ?? ''} />}
        {API_KEY_SCOPES.map((scope, index) => (
          <CheckboxRow
            key={scope}
            {...form.register('scopes')}
            id={index === 0 ? 'scopes' : `scopes-${scope}`}
            value={scope}
            title={API_KEY_SCOPE_WORDS[scope].label}
            reason={API_KEY_SCOPE_WORDS[scope].hint}
          />
        ))}
      </fieldset>
      <Options legend="For which accounts" options={REACH_OPTIONS} {...form.register('reach')} />
      {reach === 'named' && (
        <AccountChoice
          chosen={chosen}
          onChange={(next) => form.setValue('accountIds', next)}
          first={accounts}
          count={accountCount}
          error={errors.accountIds?.message}
        />
      )}
      <Options
        legend="How long it works"
        hint="At most a year. You are told here two weeks before it ends."
        error={errors.lifetime?.message}
        options={LIFETIME_OPTIONS}
        {...form.register('lifetime')}
      />
      {lifetime === 'date' && (
        <TextField
          label="Last day"
          type="date"
          {...dayLimits(new Date())}
          frameClassName="max-w-[14rem]"
          error={errors.day?.message}
          {...form.register('day')}
        />
      )}
      <Button type="submit" variant="primary" pendingWords="Making the key…" isPending={isSending}>
        Make the key
      </Button>
    </form>
  );
}
