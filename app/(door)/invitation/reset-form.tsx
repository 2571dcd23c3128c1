'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { DoorPage } from '@/app/(door)/door-page';
import { enter } from '@/app/(door)/enter';
import { PASSWORD_HINT } from '@/app/(door)/person-fields';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { listErrors } from '@/components/ui/list-errors';
import { SecretField } from '@/components/ui/secret-field';
import { callApi } from '@/components/wizard/call-api';
import { resetSchema } from '@/lib/door/person-schema';

interface ResetFormProps {
  token: string;
  firstName: string;
  email: string;
  /** The other way back in, where the company's sign-in is set up. */
  company: ReactNode;
}

/** A new password for somebody who is here already. What it takes away is said before. */
export function ResetForm({ token, firstName, email, company }: ResetFormProps) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(resetSchema),
    defaultValues: { password: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async ({ password }) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await callApi<{ email: string }>('POST', '/api/invitations/reset', { token, password });
    if (answer.ok) {
      const { outcome } = await enter(answer.data.email, password);
      // Replaced, so that the link does not stay in the history.
      return window.location.replace(outcome === 'in' ? '/you' : '/sign-in');
    }
    setIsSending(false);
    const { fields = {}, detail } = answer.problem;
    if (fields.password) form.setError('password', { message: fields.password });
    else setRefusal(fields.form ?? detail);
  });

  const listed = listErrors(errors, ['password']);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Set a new password"
      sentence={`Welcome back, ${firstName}. This link sets a new password for ${email}.`}
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      <p className="mb-6">
        It also takes away your second factor and ends your sessions everywhere. You can set up a new second
        factor right after.
      </p>
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
        {/* Lets a password manager know whose password it keeps. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <SecretField
          label="New password"
          hint={PASSWORD_HINT}
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords="Setting the password…"
          isPending={isSending}
        >
          Set the password
        </Button>
      </form>
      {company && <div className="mt-8 border-t border-line pt-6">{company}</div>}
    </DoorPage>
  );
}
