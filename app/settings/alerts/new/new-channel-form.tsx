'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { NamedAccount } from '@/app/settings/api-keys/new/named-account';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { Options } from '@/components/ui/options';
import { KIND_OPTIONS, REACH_OPTIONS, TARGETS } from './channel-options';
import {
  type Added,
  type ChannelValues,
  FIELDS,
  FIRST_VALUES,
  resolveChannel,
  toRequest,
} from './channel-values';
import { OneAccount } from './one-account';

interface NewChannelFormProps {
  hasMail: boolean;
  accounts: readonly NamedAccount[];
  accountCount: number;
  onAdded: (added: Added) => void;
}

export function NewChannelForm({ hasMail, accounts, accountCount, onAdded }: NewChannelFormProps) {
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<ChannelValues>({
    resolver: resolveChannel,
    defaultValues: FIRST_VALUES,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;
  const [kind, reach] = form.watch(['kind', 'reach']);

  const submit = form.handleSubmit(async (values) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await call<Pick<Added, 'id' | 'secret'>>(
      'POST',
      '/api/alerts/channels',
      toRequest(values),
    );
    setIsSending(false);
    if (answer.ok) return onAdded({ ...answer.data, name: values.name, kind: values.kind });
    const messages = Object.entries(answer.problem.fields ?? {});
    for (const [name, message] of messages) form.setError(name as keyof ChannelValues, { message });
    if (messages.length === 0) setRefusal(`Not added. ${answer.problem.title}.`);
  });

  const listed = listErrors(errors, FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-8 max-w-[42rem] space-y-8">
      <ErrorSummary errors={summary} attempt={submitCount} />
      <Options legend="How it is told" options={KIND_OPTIONS(hasMail)} {...form.register('kind')} />
      <TextField
        label="Name"
        hint="Who is told, for example Integration team. It stands in the history of accounts."
        maxLength={60}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <TextField
        {...TARGETS[kind]}
        isMono
        error={errors.target?.message}
        inputMode={kind === 'webhook' ? 'url' : 'email'}
        {...form.register('target')}
      />
      <Options legend="For which accounts" options={REACH_OPTIONS} {...form.register('reach')} />
      {reach === 'one' && (
        <OneAccount
          first={accounts}
          count={accountCount}
          error={errors.accountId?.message}
          register={form.register('accountId')}
        />
      )}
      <Button type="submit" variant="primary" pendingWords="Adding…" isPending={isSending}>
        Add the channel
      </Button>
    </form>
  );
}
