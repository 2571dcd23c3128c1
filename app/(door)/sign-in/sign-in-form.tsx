'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { enter } from '@/app/(door)/enter';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { SecretField } from '@/components/ui/secret-field';
import { signInSchema } from '@/lib/door/person-schema';

export function SignInForm({ returnPath }: { returnPath: string }) {
  const [isSending, setIsSending] = useState(false);
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async ({ email, password }) => {
    setIsSending(true);
    const problem = await enter(email, password);
    if (problem === null) return window.location.assign(returnPath);
    setIsSending(false);
    form.setError('email', { message: problem });
    form.setValue('password', '');
  });

  return (
    // method: should the script not be there yet, nothing typed may land in the address.
    <form method="post" onSubmit={submit} noValidate className="space-y-6">
      <ErrorSummary errors={listErrors(errors, ['email', 'password'])} attempt={submitCount} />
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <SecretField
        label="Password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Button type="submit" variant="primary" className="w-full" pendingWords={isSending && 'Signing in…'}>
        Sign in
      </Button>
    </form>
  );
}
