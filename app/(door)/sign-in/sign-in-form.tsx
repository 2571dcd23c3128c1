'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { DoorPage } from '@/app/(door)/door-page';
import { enter } from '@/app/(door)/enter';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { SecretField } from '@/components/ui/secret-field';
import { signInSchema } from '@/lib/door/person-schema';

export function SignInForm({ returnPath }: { returnPath: string }) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async ({ email, password }) => {
    setIsSending(true);
    setRefusal(null);
    const problem = await enter(email, password);
    if (problem === null) return window.location.assign(returnPath);
    setIsSending(false);
    setRefusal(problem);
    form.setValue('password', '');
  });

  const listed = listErrors(errors, ['email', 'password']);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Sign in"
      sentence="Set up Coupa accounts, prove that they work, and hand them over. Your Coupa password is never asked for here."
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
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
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords="Signing in…"
          isPending={isSending}
        >
          Sign in
        </Button>
      </form>
      <p className="mt-8 text-sm text-ink-2">No access yet, or locked out? Ask the owner of this service.</p>
    </DoorPage>
  );
}
