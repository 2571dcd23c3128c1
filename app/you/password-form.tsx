'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { PASSWORD_HINT } from '@/app/(door)/person-fields';
import { YouSection } from '@/app/you/you-section';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { SecretField } from '@/components/ui/secret-field';
import { passwordChangeSchema } from '@/lib/door/person-schema';

const EMPTY = { currentPassword: '', password: '' };

/** A new password against the current one. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(passwordChangeSchema),
    defaultValues: EMPTY,
    reValidateMode: 'onSubmit',
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (typed) => {
    setIsSending(true);
    setSaid(null);
    const answer = await call<{ endedSessions: number }>('PUT', '/api/me/password', typed);
    setIsSending(false);
    if (answer.ok) {
      form.reset(EMPTY);
      setSaid(changedWords(answer.data.endedSessions));
      return router.refresh();
    }
    const { fields = {}, title } = answer.problem;
    for (const field of ['currentPassword', 'password'] as const)
      if (fields[field]) form.setError(field, { message: fields[field] }, { shouldFocus: true });
    if (Object.keys(fields).length === 0) setSaid(`Not changed. ${title}.`);
  });

  return (
    <YouSection
      id="password-title"
      title="Password"
      words="Changing it signs you out everywhere else. A password need not be changed by any date."
    >
      <form method="post" onSubmit={submit} noValidate className="max-w-[25rem] space-y-4">
        {/* Lets a password manager know whose password it keeps. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <SecretField
          label="Current password"
          autoComplete="current-password"
          error={errors.currentPassword?.message}
          {...form.register('currentPassword')}
        />
        <SecretField
          label="New password"
          hint={PASSWORD_HINT}
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button type="submit" pendingWords="Changing…" isPending={isSending}>
          Change the password
        </Button>
        <p role="status">{said}</p>
      </form>
    </YouSection>
  );
}

const changedWords = (endedSessions: number) =>
  endedSessions === 0
    ? 'Changed. You were signed in nowhere else.'
    : `Changed. ${endedSessions === 1 ? 'One other session has' : `${endedSessions} other sessions have`} ended.`;
