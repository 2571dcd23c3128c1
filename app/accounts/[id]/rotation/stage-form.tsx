'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useCleanedInput } from '@/app/accounts/[id]/setup/credentials/use-cleaned-input';
import { Button } from '@/components/ui/button';
import { SecretField } from '@/components/ui/secret-field';
import { CLIENT_SECRET_LENGTH } from '@/lib/coupa/credentials';
import type { Problem } from '@/lib/http/problem';
import { stageSchema } from '@/lib/rotation/schema';

interface StageFormProps {
  isPending: boolean;
  /** Resolves to what was wrong, or to null. */
  onStage(body: { clientSecret: string }): Promise<Problem | null>;
}

/** Takes the new secret; what Coupa thinks of it is the next step. */
export function StageForm({ isPending, onStage }: StageFormProps) {
  const form = useForm({
    resolver: zodResolver(stageSchema),
    defaultValues: { clientSecret: '' },
    reValidateMode: 'onSubmit',
  });
  const input = useCleanedInput('Client secret', {
    get: () => form.getValues('clientSecret'),
    set: (value) => form.setValue('clientSecret', value),
  });
  const submit = form.handleSubmit(async (body) => {
    const problem = await onStage(body);
    if (!problem) return form.reset();
    const message = problem.fields?.clientSecret;
    if (message) form.setError('clientSecret', { message }, { shouldFocus: true });
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="space-y-4">
      <SecretField
        label="New Client secret"
        hint={[
          `Called Secret in Coupa. ${CLIENT_SECRET_LENGTH} characters. Stored encrypted beside the one in use.`,
          input.doubt,
        ]
          .filter(Boolean)
          .join(' ')}
        error={form.formState.errors.clientSecret?.message}
        understood={input.understood}
        onPaste={input.onPaste}
        {...form.register('clientSecret', { onBlur: input.onBlur, onChange: input.forget })}
      />
      <Button type="submit" variant="primary" pendingWords="Saving…" isPending={isPending}>
        Save the new secret
      </Button>
    </form>
  );
}
