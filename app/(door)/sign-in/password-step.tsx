'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { DoorPage } from '@/app/(door)/door-page';
import { type Entered, enter, enterWithPasskey } from '@/app/(door)/enter';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { SecretField } from '@/components/ui/secret-field';
import { signInSchema } from '@/lib/door/person-schema';

interface PasswordStepProps {
  take: (entered: Entered) => string | null;
  /** Why the second step led back here. */
  notice: string | null;
  hasPasskeys: boolean;
  company: ReactNode;
}

export function PasswordStep({ take, notice, hasPasskeys, company }: PasswordStepProps) {
  const [sending, setSending] = useState<'password' | 'passkey' | null>(null);
  const [refusal, setRefusal] = useState(notice);
  const [attempts, setAttempts] = useState(0);
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  async function attempt(by: 'password' | 'passkey', step: () => Promise<Entered>) {
    setSending(by);
    setRefusal(null);
    const entered = await step();
    const words = take(entered);
    // Until the page it leads to is there, the button says that it works.
    if (entered.outcome === 'in') return;
    setSending(null);
    setRefusal(words);
    setAttempts((before) => before + 1);
    form.setValue('password', '');
  }

  const submit = form.handleSubmit(({ email, password }) =>
    attempt('password', () => enter(email, password)),
  );

  function askForPasskey() {
    form.clearErrors();
    attempt('passkey', () => enterWithPasskey('alone'));
  }

  const listed = listErrors(errors, ['email', 'password']);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Sign in"
      sentence="Set up Coupa accounts, prove that they work, and hand them over. Your Coupa password is never asked for here."
      summary={<ErrorSummary errors={summary} attempt={submitCount + attempts} />}
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
          isPending={sending === 'password'}
        >
          Sign in
        </Button>
      </form>
      {(hasPasskeys || company) && (
        <div className="mt-8 space-y-4 border-t border-line pt-6">
          {hasPasskeys && (
            <Button
              className="w-full"
              pendingWords="Asking for your passkey…"
              isPending={sending === 'passkey'}
              onClick={askForPasskey}
            >
              Sign in with a passkey
            </Button>
          )}
          {company}
        </div>
      )}
      <p className="mt-8 text-sm text-ink-2">No access yet, or locked out? Ask the owner of this service.</p>
    </DoorPage>
  );
}
