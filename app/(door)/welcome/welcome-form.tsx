'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { DoorPage } from '@/app/(door)/door-page';
import { enter } from '@/app/(door)/enter';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { SecretField } from '@/components/ui/secret-field';
import { callApi } from '@/components/wizard/call-api';
import { newPersonSchema } from '@/lib/door/person-schema';

const FIELDS = ['firstName', 'lastName', 'email', 'password'] as const;
type Owner = z.infer<typeof newPersonSchema>;

export function WelcomeForm({ token }: { token: string }) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(newPersonSchema),
    defaultValues: { firstName: '', lastName: '', email: '', password: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async (owner: Owner) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await callApi('POST', '/api/welcome', { token, owner });
    if (answer.ok) {
      const { outcome } = await enter(owner.email, owner.password);
      return window.location.assign(outcome === 'in' ? '/accounts' : '/sign-in');
    }
    setIsSending(false);
    const fields = answer.problem.fields ?? {};
    const known = FIELDS.filter((field) => fields[`owner.${field}`]);
    for (const field of known) form.setError(field, { message: fields[`owner.${field}`] });
    if (known.length === 0) setRefusal(fields.form ?? answer.problem.detail);
  });

  const listed = listErrors(errors, FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Welcome"
      sentence="Make the owner account of this service. The owner sets up Coupa accounts and looks after them."
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
        <TextField
          label="First name"
          autoComplete="given-name"
          error={errors.firstName?.message}
          {...form.register('firstName')}
        />
        <TextField
          label="Last name"
          autoComplete="family-name"
          error={errors.lastName?.message}
          {...form.register('lastName')}
        />
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          hint="You sign in with it. Nothing is sent to it."
          error={errors.email?.message}
          {...form.register('email')}
        />
        <SecretField
          label="Password"
          hint="At least 8 characters. A few words in a row are easy to remember and hard to guess."
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords="Creating your account…"
          isPending={isSending}
        >
          Create owner account
        </Button>
      </form>
    </DoorPage>
  );
}
